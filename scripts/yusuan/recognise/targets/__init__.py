"""Reads tables of performance targets (绩效目标表) of projects, funds and whole agencies, in any arrangement."""
