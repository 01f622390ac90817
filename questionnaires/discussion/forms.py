"""What people fill in to say something about a question."""

from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import TidyAreaField

LONGEST_COMMENT = 4_000
"""Characters."""


class CommentForm(FlaskForm):
    """What do you want to say?"""

    body = TidyAreaField(
        "What should your colleagues know?",
        [
            DataRequired("Enter a comment"),
            Length(max=LONGEST_COMMENT, message=f"Enter at most {LONGEST_COMMENT:,} characters"),
        ],
    )
