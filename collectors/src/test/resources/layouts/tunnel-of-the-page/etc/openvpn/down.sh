
#!/bin/sh
