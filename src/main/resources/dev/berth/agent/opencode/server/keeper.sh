# Keeps OpenCode for Berth, and leaves nothing of it behind. Arguments: a word that marks this start, then the command.
# Berth holds this script's standard input: when that closes, Berth wants OpenCode to end, or has ended itself, even by kill -9.
run=$1
shift
exec 3<&0 </dev/null

BERTH_OPENCODE_RUN=$run "$@" 3<&- &
opencode=$!
echo "OpenCode is process $opencode"
# What the shell itself would say now, such as "Killed", helps nobody.
exec 2>/dev/null

end() {
    kill -TERM "$opencode" || return
    for second in 1 2; do
        sleep 1
        kill -0 "$opencode" || return
    done
    kill -KILL "$opencode"
}

# Commands that OpenCode runs are in sessions of their own: only the mark in their environment tells whose they are.
# Nothing carries it here, so that the script does not find itself.
sweep() {
    rounds=0
    while [ "$rounds" -lt 50 ] && left=$(grep -l "BERTH_OPENCODE_RUN=$run" /proc/[0-9]*/environ | cut -d / -f 3) && [ -n "$left" ]; do
        kill -KILL $left
        rounds=$((rounds + 1))
        sleep 0.1
    done
}

(
    while read -r line; do :; done <&3
    end
) >/dev/null &
watch=$!
exec 3<&-

trap 'kill -TERM "$opencode"' TERM INT HUP
# A signal ends the wait before OpenCode has ended, so it is repeated.
wait "$opencode"
code=$?
while kill -0 "$opencode"; do
    wait "$opencode"
    code=$?
done
kill "$watch"
sweep
exit "$code"
