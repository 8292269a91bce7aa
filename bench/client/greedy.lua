-- A caller that asks 5,000 times a second for one job, whatever it is answered. Argument: the id.

local jobs = require("batch-jobs")
local to = jobs.requests("greedy")
local id

function init(args)
  id = args[1]
end

function request()
  return to(id)
end

-- 64 connections, each of which waits so many milliseconds after an answer.
function delay()
  return 12
end

done = jobs.report
