"""Passkeys: keys on a device that prove who it is, with the finger, face or PIN that unlocks them."""
