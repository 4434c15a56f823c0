//! The `xunlan` command. Everything is in the library; see [`xunlan::cli`].

fn main() -> std::process::ExitCode {
    xunlan::cli::main()
}
