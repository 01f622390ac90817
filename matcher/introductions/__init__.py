"""From three names to a conversation: blind brief, a firm's answer within a day, consent, introduction."""
