"""A situation as a folder of files: reading tables, writing atomically, beginning a new one."""
