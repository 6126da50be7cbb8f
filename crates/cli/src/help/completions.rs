//! What a shell offers to complete a line with, out of the table of options.

use super::Help;
use crate::locale::Words;
use crate::options::{Command, ROWS, Row, Value};
use waxseal_prose::Lang;

/// A shell that there are completions for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shell {
    /// <https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html>
    Bash,
    /// <https://zsh.sourceforge.io/Doc/Release/Completion-System.html>
    Zsh,
    /// <https://fishshell.com/docs/current/completions.html>
    Fish,
}

/// All of them.
pub(crate) const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Zsh, Shell::Fish];

impl Shell {
    /// What it is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }

    /// Its completions, with what options mean in a language where the shell shows that.
    pub(crate) fn completions(self, lang: Lang) -> String {
        let help = Words::of(lang).help;
        match self {
            Self::Bash => bash(),
            Self::Zsh => zsh(help),
            Self::Fish => fish(help),
        }
    }
}

/// The options of a command and those of all.
fn rows_of(command: Command) -> impl Iterator<Item = &'static Row> {
    command.rows().chain(Row::shared())
}

/// The words of all commands.
fn commands() -> String {
    Command::ALL.map(Command::name).join(" ")
}

/// Whether a file is what stands behind an option.
fn is_file(row: &Row) -> bool {
    row.value == Some(Value::File)
}

fn bash() -> String {
    let mut out = BASH_START.replace("COMMANDS", &commands());
    for command in Command::ALL {
        let options: Vec<String> = rows_of(command).map(|row| format!("--{}", row.name)).collect();
        let (name, files) = (command.name(), if command.takes_files() { "yes" } else { "" });
        out.push_str(&format!("    {name}) options='{}'; files='{files}' ;;\n", options.join(" ")));
    }
    out.push_str(BASH_MIDDLE);
    for row in ROWS.iter().filter(|row| row.value.is_some()) {
        let choices = row.value.map(|value| value.choices().join(" ")).unwrap_or_default();
        let offered = if is_file(row) { "-f".to_owned() } else { format!("-W '{choices}'") };
        let lines = if is_file(row) { "IFS=$'\\n'; " } else { "" };
        let offered = format!("COMPREPLY=($(compgen {offered} -- \"$word\"))");
        out.push_str(&format!("    --{}) {lines}{offered}; return ;;\n", row.name));
    }
    out.push_str(BASH_END);
    out
}

// As the oldest bash takes it that is still about, 3.2: it has no `mapfile`.
const BASH_START: &str = "\
_waxseal() {
  local IFS=$' \\t\\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options='' files=''
  COMPREPLY=()
  if [ \"$COMP_CWORD\" -eq 1 ]; then
    COMPREPLY=($(compgen -W 'COMMANDS --help --version' -- \"$word\"))
    return
  fi
  case ${COMP_WORDS[1]} in
";

// Where files are offered, a line is a word: their names have spaces.
const BASH_MIDDLE: &str = "\
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))
    return
  fi
  case $before in
";

const BASH_END: &str = "\
  esac
  IFS=$'\\n'
  if [ \"$files\" ]; then COMPREPLY=($(compgen -f -- \"$word\")); fi
}
complete -o filenames -F _waxseal waxseal
";

fn zsh(help: &Help) -> String {
    let mut out = "#compdef waxseal\n_waxseal() {\n  local -a commands\n  commands=(\n".to_owned();
    for command in Command::ALL {
        let said = quoted(&format!("{}:{}", command.name(), (help.command)(command)));
        out.push_str(&format!("    {said}\n"));
    }
    out.push_str("  )\n  if (( CURRENT == 2 )); then\n");
    out.push_str("    _describe command commands\n    _arguments --help --version\n    return\n  fi\n");
    // The command takes the place of the program, so that its operands are counted from it.
    out.push_str("  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n");
    for command in Command::ALL {
        out.push_str(&format!("    {})\n      _arguments \\\n", command.name()));
        for row in rows_of(command) {
            out.push_str(&format!("        {} \\\n", quoted(&zsh_option(help, row))));
        }
        let operand = if command.takes_files() { "'*:file:_files'" } else { "'*: :'" };
        out.push_str(&format!("        {operand} ;;\n"));
    }
    out.push_str(ZSH_END);
    out
}

// As a file that zsh loads when it is needed, it is run at once; as a text that is sourced, it is noted down.
const ZSH_END: &str = "\
  esac
}
if [[ $funcstack[1] == _waxseal ]]; then _waxseal \"$@\"; else compdef _waxseal waxseal; fi
";

/// An option as `_arguments` takes it: `*--name[what it means]:word:action`.
fn zsh_option(help: &Help, row: &Row) -> String {
    let safe =
        |text: &str| text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]").replace(':', "\\:");
    let many = if row.is_many { "*" } else { "" };
    let said = safe((help.option)(row.key));
    let Some(value) = row.value else { return format!("{many}--{}[{said}]", row.name) };
    let action = match value {
        Value::File => "_files".to_owned(),
        value if value.choices().is_empty() => " ".to_owned(),
        value => format!("({})", value.choices().join(" ")),
    };
    format!("{many}--{}[{said}]:{}:{action}", row.name, safe((help.value)(value)))
}

fn fish(help: &Help) -> String {
    let mut out = "complete -c waxseal -f\n".to_owned();
    for command in Command::ALL {
        let (name, said) = (command.name(), quoted((help.command)(command)));
        out.push_str(&format!("complete -c waxseal -n __fish_use_subcommand -a {name} -d {said}\n"));
        if command.takes_files() {
            out.push_str(&format!("complete -c waxseal -n '__fish_seen_subcommand_from {name}' -F\n"));
        }
    }
    for row in &ROWS {
        let commands: Vec<&str> = row.of.iter().map(|command| command.name()).collect();
        let only = if commands.is_empty() {
            String::new()
        } else {
            format!(" -n '__fish_seen_subcommand_from {}'", commands.join(" "))
        };
        let letter = row.letter.map(|letter| format!(" -s {letter}")).unwrap_or_default();
        let value = fish_value(row);
        let said = quoted((help.option)(row.key));
        out.push_str(&format!("complete -c waxseal{only}{letter} -l {}{value} -d {said}\n", row.name));
    }
    out
}

/// What fish offers behind an option.
fn fish_value(row: &Row) -> String {
    match row.value {
        None => String::new(),
        Some(Value::File) => " -r -F".to_owned(),
        Some(value) if value.choices().is_empty() => " -x".to_owned(),
        Some(value) => format!(" -x -a '{}'", value.choices().join(" ")),
    }
}

/// A text between single quotes, as all three shells read it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
