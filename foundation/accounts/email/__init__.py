"""A person's own e-mail address: changed by a link that goes to the new one."""
