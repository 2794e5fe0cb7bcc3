"""The proofs of the leak scan: planted leaks are found, clean papers are not stopped. ``python -m tools.proofs``.

values --forms--> written ways --planting--> files --scan--> recall
cases of made-up people --papers drawn--> scan --> false alarms
"""
