"""The methods of the Bot API that this Telegram plays."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.phone.chats import Account
from bot.phone.methods import about, editing, sending

Method = Callable[[Account, dict[str, Any]], Any]

# getUpdates waits and is therefore the server's own.
METHODS: Mapping[str, Method] = {
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendMediaGroup": sending.send_media_group,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "forwardMessage": sending.forward_message,
    "copyMessage": sending.copy_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMessageReaction": editing.set_message_reaction,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "getMe": about.get_me,
    "getFile": about.get_file,
    "getChat": about.get_chat,
    "leaveChat": about.leave_chat,
    "getUserProfilePhotos": about.get_user_profile_photos,
    "setWebhook": about.set_webhook,
    "deleteWebhook": about.delete_webhook,
    "getWebhookInfo": about.get_webhook_info,
    "setMyCommands": about.set_my_commands,
    "getMyCommands": about.get_my_commands,
    "deleteMyCommands": about.delete_my_commands,
    "setMyName": about.set_my_name,
    "getMyName": about.get_my_name,
    "setMyDescription": about.set_my_description,
    "getMyDescription": about.get_my_description,
    "setMyShortDescription": about.set_my_short_description,
    "getMyShortDescription": about.get_my_short_description,
    "setChatMenuButton": about.set_chat_menu_button,
    "getChatMenuButton": about.get_chat_menu_button,
}
