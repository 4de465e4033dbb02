//! `grounds completions`

use super::{Outcome, output};
use clap::Args;
use clap_complete::Shell;

/// Print a completion script for your shell
///
/// The script completes commands, options and their values. Where it goes:
///
/// bash: grounds completions bash > ~/.local/share/bash-completion/completions/grounds
///
/// zsh: grounds completions zsh > ~/.zfunc/_grounds, with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
///
/// fish: grounds completions fish > ~/.config/fish/completions/grounds.fish
///
/// powershell: grounds completions powershell >> $PROFILE
///
/// elvish: grounds completions elvish >> ~/.config/elvish/rc.elv
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "grounds", &mut script);
    output::write(&String::from_utf8_lossy(&script), Outcome::Clean)
}
