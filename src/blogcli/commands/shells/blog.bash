# Completion of `blog` for bash 3.2 and newer. The first line of the answer says what follows.
_blog_complete() {
    local line directive=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $directive ]]; then
            directive=$line
        else
            COMPREPLY+=("$line")
        fi
    done < <(
        _BLOG_COMPLETE=bash _BLOG_LINE="${COMP_LINE:0:COMP_POINT}" \
            _BLOG_BREAKS="$COMP_WORDBREAKS" "$1" 2>/dev/null
    )
    type compopt &>/dev/null || return 0
    case $directive in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        open) compopt -o nospace ;;
    esac
}
complete -F _blog_complete blog
