"""The commands there are, in the order of /help, and the bot's description: words only, `bot.application` acts on them."""

from dataclasses import dataclass

from conversations.known import _


@dataclass(frozen=True, slots=True)
class Command:
    """`in_menu`: shown in Telegram's own menu, which stays short. `owner`: for whoever runs the bot."""

    name: str
    description: str
    in_menu: bool = False
    owner: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("start", _("Where things stand"), in_menu=True),
    Command("interview", _("Enter an interview that is coming up"), in_menu=True),
    Command("reflect", _("Look back on an interview"), in_menu=True),
    Command("waiting", _("Wait well: when to ask, and a plan for either answer")),
    Command("rejected", _("It was a no: care first, then what you like"), in_menu=True),
    Command("pause", _("Keep the open conversation for later")),
    Command("stop", _("End the open conversation; what you said is kept")),
    Command("applications", _("What you keep here, by company")),
    Command("letters", _("Your letters: to copy, change, or write anew")),
    Command("edit", _("Change an answer")),
    Command("search", _("Find something again: /search and a word")),
    Command("note", _("Keep a remark: /note and your words")),
    Command("settings", _("Language and time zone")),
    Command("export", _("Take everything out as a file"), in_menu=True),
    Command("privacy", _("What is kept, where, and who can read it")),
    Command("delete", _("Erase everything, after a question")),
    Command("help", _("How this works, and all commands"), in_menu=True),
    Command("invite", _("A link that lets one person in"), owner=True),
    Command("people", _("How many have access"), owner=True),
)

# What people see before they begin (512 characters at most), and in the bot's profile (120 at most).
DESCRIPTION = _(
    "Debrief helps with what comes after a job interview, beginning with a short look back: five questions while it is "
    "fresh, and every answer kept.\n\nA program with prepared questions, not an AI. Whoever runs this bot keeps your "
    "answers; you can take them out and erase them at any time."
)
SHORT_DESCRIPTION = _("A calm coach for what comes after a job interview: one short question at a time.")
