-- Counts an attempt under every key, unless one of them is full: then nothing is counted, and the wait in milliseconds is returned (else 0).
-- KEYS counters; ARGV[1] how long a count lasts in milliseconds; ARGV[1 + i] the most attempts of KEYS[i].
-- Counting before the password is compared leaves no gap for guesses that come at once.
local wait = 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[1 + i]) then
    wait = math.max(wait, redis.call('PTTL', key), 1)
  end
end
if wait == 0 then
  for _, key in ipairs(KEYS) do
    if redis.call('INCR', key) == 1 then
      redis.call('PEXPIRE', key, ARGV[1])
    end
  end
end
return wait
