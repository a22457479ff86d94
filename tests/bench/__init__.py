"""Measurements that developers run by hand; they need data that users do not have."""
