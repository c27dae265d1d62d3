"""Load, move, save: the one place where conversations and storage meet. Knows no Telegram."""
