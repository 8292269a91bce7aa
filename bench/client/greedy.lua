-- A caller that asks 5,000 times a second for one job, whatever it is answered. Argument: the id.

local jobs = require("batch-jobs")
local greedy

function init(args)
  greedy = jobs.requests("greedy")(args[1])
end

function request()
  return greedy
end

-- 64 connections, each of which waits so many milliseconds after an answer.
function delay()
  return 12
end

done = jobs.report
