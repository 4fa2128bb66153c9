//! Parse, run, exit code.
#![allow(clippy::disallowed_methods, reason = "arguments come in here")]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    docent::cli::run(std::env::args_os())
}
