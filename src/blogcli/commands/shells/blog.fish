# Completion of `blog` for fish. The first line of the answer says what follows.
function __blog_complete
    set -lx _BLOG_COMPLETE fish
    set -lx _BLOG_LINE (commandline --current-process --cut-at-cursor)
    set -l lines (command blog 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline --current-token --cut-at-cursor)
        case folders
            __fish_complete_directories (commandline --current-token --cut-at-cursor)
        case '*'
            printf '%s\n' $lines[2..]
    end
end
complete --command blog --no-files --arguments '(__blog_complete)'
