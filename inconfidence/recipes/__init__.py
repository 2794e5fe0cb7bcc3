"""Recipes: one function a use case, in the order a layman would tell it. They wire the rooms and hold no rules."""
