-- Numbers a message, keeps it for those who come back, and tells every replica of the API: one step, so that all see one order.
-- The stream itself is the counter (ids are NUMBER-0): there is no second key that could disagree with it. A topic that Redis does not know
-- begins at the time of day in milliseconds, which is beyond every number that it had before Redis lost it.
-- KEYS[1] stream; ARGV[1] channel, ARGV[2] most messages to keep, ARGV[3] time to live in ms, ARGV[4] and ARGV[5] the message around its number.
local number
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if #last > 0 then
  number = tonumber(string.match(last[1][1], '^%d+')) + 1
else
  local now = redis.call('TIME')
  number = now[1] * 1000 + math.floor(now[2] / 1000)
end
number = string.format('%.0f', number)
local message = ARGV[4] .. number .. ARGV[5]
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], number .. '-0', 'm', message)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[1], number .. '\n' .. message)
return number
