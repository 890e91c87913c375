//! How many tests passed and failed, read from what their runners print.

use std::ops::Add;

/// Sums of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// The sums of `test result: ok. 3 passed; 0 failed; …`, which cargo's and wasm-bindgen's runners both print.
pub(crate) fn cargo_count(text: &str) -> Count {
    text.lines()
        .filter_map(|line| line.split_once("test result: ")?.1.split_once(". "))
        .fold(Count::default(), |sum, (_, counts)| Count {
            passed: sum.passed + number_before(counts, " passed"),
            failed: sum.failed + number_before(counts, " failed"),
        })
}

/// Node's last lines: `# pass 13`, `# fail 1`, `# cancelled 0`.
pub(crate) fn node_count(text: &str) -> Count {
    let sum = |what: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(what));
        line.and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Count {
        passed: sum("# pass "),
        failed: sum("# fail ") + sum("# cancelled "),
    }
}

/// Playwright's last lines: `  1 failed`, `  2 did not run`, `  14 passed (8.1s)`, each only when there are any.
pub(crate) fn playwright_count(text: &str) -> Count {
    let counts = text.lines().filter_map(|line| {
        let (number, what) = line.trim().split_once(' ')?;
        Some((number.parse::<u32>().ok()?, what.split(" (").next()?))
    });
    counts.fold(Count::default(), |sum, (number, what)| match what {
        "passed" => Count {
            passed: sum.passed + number,
            ..sum
        },
        "failed" | "flaky" | "did not run" | "interrupted" => Count {
            failed: sum.failed + number,
            ..sum
        },
        _ => sum,
    })
}

/// The number that stands right before `word`, or 0.
fn number_before(text: &str, word: &str) -> u32 {
    let Some((before, _)) = text.split_once(word) else {
        return 0;
    };
    before
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_s_results_are_added_up() {
        let text = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.1s\n\
                    test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(
            cargo_count(text),
            Count {
                passed: 13,
                failed: 2
            }
        );
        assert_eq!(cargo_count("error: could not compile"), Count::default());
    }

    #[test]
    fn what_playwright_did_not_run_has_not_passed() {
        let text = "  ✓  1 story.spec.mjs:3:1 › 3 passed by (1.2s)\n\n  1 failed\n    story.spec.mjs:9:1\n  2 did not run\n  14 passed (8.1s)\n";
        assert_eq!(
            playwright_count(text),
            Count {
                passed: 14,
                failed: 3
            }
        );
    }

    #[test]
    fn what_node_gave_up_has_not_passed() {
        let text =
            "    # pass 7\n1..4\n# tests 13\n# pass 8\n# fail 2\n# cancelled 3\n# skipped 0\n";
        assert_eq!(
            node_count(text),
            Count {
                passed: 8,
                failed: 5
            }
        );
    }
}
