//! Parse, run, exit code.

fn main() -> std::process::ExitCode {
    docent::cli::run(std::env::args_os())
}
