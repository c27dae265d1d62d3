"""What the bot says around the conversations: the door, home, notes and files, leaving."""

from conversations.known import _

# At home
HELLO = _(
    "Hello {name}. I'm Debrief. I help with what comes after a job interview, beginning with a short look back."
)
ONE_AT_A_TIME = _("One question at a time. Skip any, stop anywhere, come back later.")
PREPARED = _(
    "I'm a program with prepared questions, not an AI. Your answers are kept by whoever runs this bot, and Telegram "
    "keeps this chat: /privacy, /delete."
)
WHERE_NOW = _("**Where are you right now?**")
HELLO_AGAIN = _("Hello {name}.")
NOTHING_OPEN = _("Nothing is open.")
ONE_PAUSED = _("Kept for later: {title}, {where}, since {day}.")
HAD_INTERVIEW = _("I had an interview")
LOOKING_AROUND = _("Looking around")
GO_ON = _("Go on: {where}")
START_NEW = _("Start a new one")
PAUSED_ONE = _("There is one you paused. Go on with it, or start a new one?")
REJECTED_WHICH = _("A new no, or one you want to look at closely now?")
NEW_NO = _("A new one")
LOOK_CLOSELY = _("Look closely: {where}")
IN_THE_MIDDLE = _("You're in the middle of this one. /stop ends it, /pause keeps it for later.")

HELP = _(
    "After an interview, /reflect asks five short questions and keeps the answers: what they asked, what you'd say "
    "now, who you met. About 90 seconds."
)
HELP_ANSWERS = _(
    "Tap or type. Skip, Back, Why? and Pause work as buttons and as words. A voice message, photo or file counts "
    "where a story is asked."
)
HELP_CHANGE = _("To change an answer, edit your own message, tap Back, or use /edit.")
HELP_COMMANDS = _("**All commands**")
HELP_LIMITS = _(
    "I'm no therapist, lawyer or tax adviser. If something weighs more than the job does, please talk to a person "
    "you trust, a doctor, or your local emergency number."
)

PRIVACY = _(
    "**What is kept**: your answers, notes, the names you give, when you wrote, and a reference to files you send."
)
PRIVACY_WHERE = _(
    "**Where**: in the database of whoever runs this bot. They can read and export it; other people who use the bot can't."
)
PRIVACY_TELEGRAM = _(
    "**Telegram** keeps this chat, and chats with bots are not end-to-end encrypted. Erasing here does not clear the "
    "chat; in Telegram you can delete it yourself."
)
PRIVACY_NOBODY = _(
    "**Nobody else** gets anything: there is no language model, no tracking, no other service."
)
PRIVACY_OUT = _(
    "/export gives you everything as a file. /delete erases everything. Backups of the host may hold it longer."
)

# Conversations
BUTTON_BEFORE = _("That one is from before. The open question is below.")
BUTTON_PAST = _("That button is from earlier; nothing was changed.")
WAS_AWAY = _("I was away for a while. If you tapped something meanwhile, please tap again.")
NOT_OPEN = _("Nothing is open right now. /reflect begins a look back.")
NO_SUCH_COMMAND = _("I don't know /{command}. These I know: {commands}")

# Notes and files
NOTED = _("Kept as a note.")
NOTED_WITH = _("Kept as a note with {where}.")
NOTED_FROM = _("Kept as a note with {where}, in the words of {origin}.")
NOTE_HOW = _("Write it in one go, for example: /note They called back within an hour.")
NOTE_DROPPED = _("The note is gone again.")
NOTE_MOVED = _("It is with {where} now.")
NOTE_CHANGED = _("The note is changed.")
PUT_WITH = _("With {where}")
DONT_KEEP = _("Don't keep it")
FILE_KEPT = _("Kept: your {kind}. Telegram holds the file, I hold where to find it.")
FILE_KEPT_WITH = _("Kept with {where}: your {kind}. Telegram holds the file, I hold where to find it.")
FILE_DROPPED = _("It is no longer kept here.")
FILE_KINDS = {
    "voice": _("voice message"),
    "photo": _("photo"),
    "video_note": _("video message"),
    "video": _("video"),
    "audio": _("audio file"),
    "animation": _("animation"),
    "document": _("file"),
}
MESSAGE_CHANGED = _("Seen, and nothing to change: that message is none of your answers.")
STICKER = _("I can't read stickers, but I'll take it kindly.")
CONTACT = _("I can't keep a contact. Type the name, and it is kept.")
PLACE = _("I can't keep a place. Type it in words, and it is kept.")
POLL = _("I can't answer polls. Words are kept, files too.")
OTHER = _("That is something I can't read. Words are kept, files and voice messages too.")

# Taking everything out, and erasing it
EXPORT = _("Everything I hold about you, as text. It opens in any editor.")
EXPORT_NOTHING = _("There is nothing to take out yet. /reflect begins a look back.")
EXPORT_UNSURE = _("I don't know whether your file arrived. If not: /export")
ERASE_WHAT = _("This erases everything I hold about you: {counts}.")
ERASE_FINAL = _("It can't be undone. Telegram keeps this chat until you delete it there.")
ERASE_COPY = _("Send me a copy first")
ERASE_YES = _("Erase everything")
ERASE_NO = _("Keep everything")
NOTHING_BUT_NAME = _("your name and this chat")
ERASE_KEPT = _("Nothing was erased.")
ERASE_LATE = _("That was asked a while ago. If you still want it: /delete")
ERASED = _("Erased: {counts}. I know nothing about you any more. All the best to you.")

# At the door
STRANGER = _("This bot is for invited people. If somebody invited you, open the link they sent.")
WELCOME_OWNER = _("This bot is yours now. /invite makes a link for somebody else.")
INVITE = _("One link for one person, good for seven days: {link}")
INVITE_OWNER_ONLY = _("Only whoever runs this bot can invite.")
INVITE_OPEN = _("Everybody may talk to this bot: share {link}")
PEOPLE = _("{count} with access. Waiting invites: {invites}.")
DEAD_LETTER = _(
    "One message of yours could not be handled, by a mistake of mine. The rest is as it was. Please send it once more."
)
DEAD_LETTER_OWNER = _(
    "An update could not be handled and was put aside: number {number}. The log tells more."
)
FLOODED = _("That was a lot at once; I left some unread. Please wait a moment and send the last one again.")

# Letters
LETTER_TO = _(
    "**To {name}.** Copy it and send it from your own mail. To change it, reply to it with your words."
)
LETTER_TEAM = _("all")
LETTER_SENT = _("I sent it")
LETTER_TONE = _("Another tone")
LETTER_TONE_STAYS = _("Leave the tone")
LETTER_SAY = _("Shorter, to say")
LETTER_IN = _("In {language}")
LETTER_TOGETHER = _("One note for all")
LETTER_ALOUD = _("On the phone: “{line}”")
LETTER_WAS_SENT = _("**To {name}**, sent {day}.")
LETTER_YOURS = _("It is in your words now; they stay as you wrote them.")
LETTER_MANNER = _("How you begin and end it, I'll use in later letters, too.")
LETTER_SHORT = _("That is short for a letter, so it stays as it was. Reply with the whole of it.")
LETTER_MARKED = _("Noted: sent.")
LETTERS_NONE_OPEN = _("No note is open.")
LETTERS = _("**Your letters**")
LETTERS_NONE = _("There is no letter yet. They are drafted from what you told me about an interview.")
LETTERS_ELSEWHERE = _("Without a company")
LETTER = _("Letter")
LETTERS_OPEN = _("{number}. {kind}, to {name}: not sent yet")
LETTERS_SENT = _("{number}. {kind}, to {name}: sent {day}")
LETTERS_SHOW = _("Show {number}")
LETTERS_NEW = _("Write a new one")
LETTERS_WHERE = _("To whom?")
LETTERS_KIND = _("What kind of letter, for {where}?")

# The record
APPLICATIONS = _("**What you keep here**, by company. Tap one to see it.")
APPLICATIONS_NONE = _("Nothing is kept here yet. /reflect begins a look back.")
LOOKED_BACK = _("Looked back on: {day}")
NOTES_WITH = _("**Notes with {where}**")
SEARCH_HOW = _("What shall I look for? For example: /search pricing")
SEARCH_FOUND = _("Found for “{words}”:")
SEARCH_NOTHING = _("I find nothing for “{words}”. Part of a word is enough.")
SEARCH_MORE = _("There is more; another word narrows it down.")
EDIT_WHICH = _("Which answer would you like to change?")
EDIT_NOTHING = _("There is no answer to change yet.")
EDIT_OPEN = _("left open")

# Going on after a while
WAS_AT = _("You were at “{title}”, {where}, {day}.")
WAS_AT_PART = _("You were at part {part} of {parts} of “{title}”, {where}, {day}.")
STILL_OF_USE = _("That was a while ago. Is it still of use?")
CONTINUE = _("Continue")
SEE_ANSWERS = _("See answers")
START_OVER = _("Start over")
DROP = _("Drop it")
DROPPED = _("Put away. What you had said is kept.")

# Settings
SETTINGS_LANGUAGE = _("Language: {language}")
SETTINGS_ZONE = _("Time zone: {zone}, where it is {time} now")
SETTINGS_HOW = _("To change the time zone, name a city: /settings Madrid")

# Nudges: they come unasked, so nothing on them may tell a colleague who reads along what they are about
NUDGE_MORNING = _(
    "A short note from this morning is still open. Within a day is usual; the draft is ready to read over."
)
NUDGE_TODAY = _(
    "A short note from today is still open. Within a day is usual; the draft is ready to read over."
)
NUDGE_YESTERDAY = _(
    "A short note from yesterday is still open. Within a day is usual; the draft is ready to read over."
)
NUDGE_LATE = _("A short note is still open. It is welcome later too; the draft is ready to read over.")
NUDGE_SEVERAL = _("Some short notes are still open; the drafts are ready to read over.")
NUDGE_SECOND_LOOK = _("You wanted to see something again today, with other eyes. Two minutes are enough.")
NUDGE_LETTER = _("A draft you wanted to see again is ready to read over.")
NUDGE_COME_BACK = _("You asked me to come back to something around now. It can wait, too.")
NUDGE_FOLLOW_UP = _("A day you noted has passed. If you like, a short line is ready to read over.")
NUDGE_ACTION = _("Something you planned is for today.")
NUDGE_ACTION_AGAIN = _("Something you planned is still open. Keep it, or drop it? Both are fine.")
NUDGE_DEBRIEF = _("If you have two minutes: a few lines now are worth more than many tomorrow.")
NUDGE_DONE = _("It's done")
NUDGE_KEEP = _("Keep it, in a week")
NUDGE_BEGIN = _("Begin")
NUDGE_IN_A_WEEK = _("Kept. I'll ask once more in a week.")
NUDGE_DROPPED = _("Dropped. It stays in your record as one you let go.")
NUDGE_WELL_DONE = _("Noted: done.")
ACTION_STATES = {"open": _("still open"), "done": _("done"), "dropped": _("let go")}
ACTION_WAS = _("You wrote: {text}")
ACTION_AT = _("Where: {place}")
ACTION_IF = _("If something gets in the way: {obstacle}")
NUDGE_SHOW = _("Show it")
NUDGE_SENT = _("Already sent")
NUDGE_LEAVE = _("Let it be")
NUDGE_LATER = _("Later")
NUDGE_WHY = _("Why did I get this?")
NUDGE_BECAUSE = _(
    "You asked to be reminded, and nothing says yet that it is done. One tap ends it; at night I never write first."
)
NUDGE_WHEN = _("When shall I bring it again?")
NUDGE_HOUR = _("In 1 hour")
NUDGE_EVENING = _("This evening")
NUDGE_TOMORROW = _("Tomorrow 9:00")
NUDGE_ENDED = _("Good. I won't bring it up again.")
NUDGE_IN_AN_HOUR = _("I'll bring it again in an hour.")
NUDGE_IN_THE_EVENING = _("I'll bring it again this evening.")
NUDGE_IN_THE_MORNING = _("I'll bring it again in the morning, at 9:00.")

# An interview that is coming up, from a forwarded text or an invitation
COMING_MOMENT = _("Is this an interview on {day} at {time}?")
COMING_DAY = _("Is this an interview on {day}?")
COMING_WITH = _("Yes, with {where}")
COMING_WITH_NEW = _("Yes, with somebody new")
COMING_YES = _("Yes")
COMING_NO = _("No, keep it as a note")
COMING_NO_FILE = _("No, keep the file")
INVITATION_UNREADABLE = _("I can't read a date in that file. It is kept; /interview takes the date by hand.")
INVITATION_SEVERAL = _(
    "There are several dates in that file. It is kept; /interview takes one of them by hand."
)
INVITATION_RECURRING = _(
    "That date comes again and again. The file is kept; /interview takes one of them by hand."
)
INVITATION_PAST = _("That date has passed. It is kept; /reflect looks back on it.")
INVITATION_CALLED_OFF = _(
    "That file calls a date off. It is kept, and nothing was changed; /interview takes a new date."
)
INVITATION_WHOSE_CLOCK = _(
    "Its time is given in UTC, and I don't know your clock yet. Name a city, /settings Madrid, and send it once more."
)
INVITATION_HUGE = _("That file is larger than I open, 1 MB. It is kept; /interview takes the date by hand.")
INVITATION_NOT_HAD = _(
    "I could not open that file right now. It is kept; send it once more, or type /interview."
)

# What is open, and what comes first today
OPEN_ONE = _("One is open:")
OPEN_TWO = _("Two are open:")
OPEN_THREE = _("Three are open:")
OPEN_MORE = _("{number} are open:")
OPEN_REST = _("The rest is in /applications.")
ROUND_ONE = _("first round")
ROUND_TWO = _("second round")
ROUND_THREE = _("third round")
ROUND_MORE = _("round {number}")
THEY_SAID = _("they said {day}")
FIRST_TODAY = _("First today: {where}, at {time}.")
FIRST_TODAY_SOME_TIME = _("First today: {where}. It is today.")
FIRST_TOMORROW = _("First today: {where}. It is tomorrow at {time}.")
FIRST_TOMORROW_SOME_TIME = _("First today: {where}. It is tomorrow.")
FIRST_DEBRIEF = _("First today: a look back at {where}, while it is fresh.")
FIRST_THANK_YOU = _("First today: {where}. A thank-you is still open; the draft is there.")
FIRST_FOLLOW_UP = _("First today: {where}. The day they named has passed; a friendly line is fair now.")
FIRST_ACTION = _("First today, as you planned: “{text}”")
FIRST_PAUSED = _("First today: {title}, {where}, where you left it.")
GO_ON_WITH = _("Go on with {where}")
SOMETHING_NEW = _("Something new")
COMING_UP = _("One is coming up")
WAITING = _("I'm waiting")
A_NO = _("It was a no")

# One application
APPLICATIONS_ENDED = _("**Over**")
SINCE = _("{stage}, since {day}")
PAGE_SOURCE = _("Found: {answer}")
PAGE_ROUNDS = _("Interviews looked back on: {answer}")
PAGE_PEOPLE = _("People: {answer}")
PAGE_PROMISED = _("They answer by: {answer}")
PAGE_NEXT = _("Next interview: {answer}")
PAGE_LETTERS_OPEN = _("Letters not sent yet: {answer}")
PAGE_LETTERS_SENT = _("Letters sent: {answer}")
PAGE_PLANNED = _("Planned: {answer}")
PAGE_NOTE = _("– {text}")
WHAT_HAPPENED = _("What happened?")
HISTORY = _("History")
WHAT_I_SAID = _("What I said")
RENAME = _("Rename")
NOTHING_SAID = _("No conversation is kept about {where} yet.")
STEPS_WHICH = _("**{where}**: what happened?")
HISTORY_OF = _("**{where}**, from the beginning")
HISTORY_BEGAN = _("{day}: entered here")
HISTORY_STEP = _("{day}: {stage}")
HISTORY_BACK = _("{day}: taken back, so {stage}")
SLIP = _("That was a slip")
SLIPPED = _("Put back: {where} is where it was. The history keeps both.")
HAPPENED = {
    "interview": _("Noted: another interview with {where}."),
    "offer": _("Noted: an offer from {where}. Nothing has to be answered on the spot."),
    "negotiate": _("Noted: you are negotiating with {where}."),
    "accept": _("Noted: you accepted, {where} it is. You prepared for this, and it paid off."),
    "decline": _("Noted: you said no to {where}. Knowing what you don't want counts, too."),
    "reject": _("Noted: {where} said no. I'm sorry."),
    "go_silent": _("Noted: {where} never answered. It is closed, and a late answer can still open it."),
    "hold": _("Noted: {where} is on hold. I won't bring it up by myself."),
    "withdraw": _("Noted: you withdrew from {where}. A short line to them is kind, nothing more is owed."),
    "rescind": _("I'm sorry. Noted: {where} took it back. That says nothing about you."),
    "reopen": _("Noted: it goes on with {where}. It is open again."),
}
RENAME_HOW = _("What shall **{where}** be called? Company and role, for example: Acme, Analyst.")
RENAMED = _("It is {where} now, everywhere.")
RENAME_TAKEN = _("There is one called {where} already. This one keeps its name.")
LEAVE_NAME = _("Leave it")
NAME_LEFT = _("It keeps its name.")
BEEN_THERE = _("You have been in touch with them before: {where}, {stage}, {day}.")
