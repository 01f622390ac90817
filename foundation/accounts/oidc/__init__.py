"""Single sign-on: an identity provider says who it is, by OpenID Connect."""
