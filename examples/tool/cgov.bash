# Completion of cgov for bash: verbs and options as the command itself lists them, ids and files as usual.
_cgov() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}" verb="${COMP_WORDS[1]}" cgov="${COMP_WORDS[0]}"
    local words=""
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        words="$("$cgov" help --words 2>/dev/null) help --version"
    elif [[ $verb == help ]]; then
        words="$("$cgov" help --words 2>/dev/null)"
    elif [[ $word == -* ]]; then
        words="$("$cgov" help --words "$verb" 2>/dev/null)"
        words="${words//=/}"
    else
        case "$before" in
        --lang) words="en zh" ;;
        --kind) words="resident organization issue part appointment session motion unit rulebook record" ;;
        --group) words="organization intake matter region month week class track channel" ;;
        --level) words="province city county township village grid" ;;
        --as) words="public resident:" ;;
        --map) words="same" ;;
        --format) [[ $verb == diagram ]] && words="mermaid dot" || words="csv json" ;;
        esac
        if [[ -z $words || $before == --map ]]; then
            [[ $verb == check || $verb == diagram || $verb == try || $verb == diff || $verb == new || $verb == adopt ]] && words="$words standard"
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
        fi
    fi
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o filenames -F _cgov cgov
