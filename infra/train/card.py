def write(n):
    pass
