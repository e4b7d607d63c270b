#compdef blog
# Completion of `blog` for zsh. The first line of the answer says what follows.
_blog() {
    local -a lines values shown
    local line directive
    lines=("${(@f)$(
        _BLOG_COMPLETE=zsh _BLOG_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" $words[1] 2>/dev/null
    )}")
    directive=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    case $directive in
        files) _files ;;
        folders) _files -/ ;;
        open) compadd -S '' -d shown -a values ;;
        words) compadd -d shown -a values ;;
    esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _blog blog
