-- What the scripts for wrk share: how a request looks, and how the result is printed.

local jobs = {}

-- A function that makes the request for the status of a job, of a caller whom those servers know
-- that want one. The headers are formatted once only,
-- so that wrk stays cheap.
function jobs.requests(token)
  wrk.headers["Authorization"] = "Bearer " .. (token or "bench")
  local rest = wrk.format("GET", "/"):match("^GET /( .*)$")
  return function(id)
    return "GET /batch-jobs/" .. id .. "/status" .. rest
  end
end

-- One line for Wrk.java. Times in microseconds.
function jobs.report(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("result %d %d %d %d %d", summary.requests, summary.duration, failed,
    latency:percentile(50), latency:percentile(99)))
end

return jobs
