"""Runs the whole system on one machine: the emulator of AWS, the gateway, the event pump, the stand-in servers."""
