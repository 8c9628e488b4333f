-- Stores a value unless a newer one is held. Values begin with the 16 hexadecimal digits of a WAL position, so text order is log order.
-- KEYS[1] key; ARGV[1] value; ARGV[2] time to live in milliseconds. Returns 1 if stored.
local held = redis.call('GETRANGE', KEYS[1], 0, 15)
if held == '' or held <= string.sub(ARGV[1], 1, 16) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0
