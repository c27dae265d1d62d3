# Debrief in a container: an ordinary user, nothing writable but /data (and /tmp), no build tools.

FROM python:3.12-slim-trixie AS build
WORKDIR /app
COPY requirements/uv.txt requirements/run.txt requirements/
RUN pip install --no-cache-dir --no-input --only-binary :all: --require-hashes --requirement requirements/uv.txt \
    && uv venv --no-cache --python /usr/local/bin/python .venv \
    && uv pip sync --no-cache --python .venv/bin/python --no-build --compile-bytecode --require-hashes requirements/run.txt
COPY conversations/ conversations/
COPY storage/ storage/
COPY bot/ bot/
# The container cannot write byte code later, and time stamps do not survive every way an image travels.
RUN python -m compileall -q --invalidation-mode unchecked-hash conversations storage bot

FROM python:3.12-slim-trixie
RUN groupadd --gid 10001 debrief \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin debrief \
    && install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=build /app /app
# The safe path keeps Python from importing what lies in the writable folder it is started in.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONSAFEPATH=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/debrief.db
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "check"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
