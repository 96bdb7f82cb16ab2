// Keys, times, live lists. Every page works without this file.

import "./time.js";
import "./sending.js";
import "./keys.js";
import "./palette.js";
import "./live.js";
