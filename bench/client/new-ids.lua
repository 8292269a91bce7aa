-- Asks for another id with every request. Argument: a prefix that no earlier run had.

local jobs = require("batch-jobs")
local to
local prefix
local next = 0

function init(args)
  to = jobs.requests()
  prefix = args[1]
end

function request()
  next = next + 1
  return to(prefix .. next)
end

done = jobs.report
