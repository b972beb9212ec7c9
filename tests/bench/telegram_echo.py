"""The bare echo bot of python-telegram-bot, beside which ours is measured.

python -m tests.bench.telegram_echo http://127.0.0.1:8081
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.bots.telegram.fake_api import TOKEN


def run_echo(url: str) -> None:
    """Be the bare echo bot of the library, with concurrent updates, as its documentation shows it."""

    async def text(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        await query.answer()
        await context.bot.send_message(query.message.chat.id, query.data or "")

    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.TEXT, text))
    application.add_handler(CallbackQueryHandler(press))
    application.run_polling()


if __name__ == "__main__":
    run_echo(sys.argv[1])
