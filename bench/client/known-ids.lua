-- Asks for the same ids over and over. Arguments: a prefix, and how many ids there are.

local jobs = require("batch-jobs")
local requests = {}
local next = 0

function init(args)
  local to = jobs.requests()
  for i = 1, tonumber(args[2]) do
    requests[i] = to(args[1] .. i)
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end

done = jobs.report
