//! One round of fixes, whatever the fixes are.

use docent::diagnostic::{Edit, Fix, Safety};
use docent::fix::round;
use docent::text::Span;
use proptest::prelude::*;

fn edit(start: usize, end: usize, text: &str) -> Edit {
    Edit::replace(Span::new(start, end), text)
}

fn safe(edits: Vec<Edit>) -> Fix {
    Fix::safe("", edits)
}

/// The text after one round of safe fixes, and which of them landed.
fn after(text: &str, fixes: &[Fix]) -> (String, Vec<usize>) {
    let round = round(text, &fixes.iter().collect::<Vec<_>>(), Safety::Safe);
    (round.text, round.applied)
}

#[test]
fn fixes_apart_land_together() {
    let fixes = [
        safe(vec![edit(0, 1, "A")]),
        safe(vec![edit(3, 3, "-"), edit(5, 6, "")]),
    ];
    assert_eq!(after("abcdef", &fixes), ("Abc-de".to_owned(), vec![0, 1]));
}

#[test]
fn identical_edits_are_made_once() {
    let fixes = [safe(vec![edit(3, 3, ".")]), safe(vec![edit(3, 3, ".")])];
    assert_eq!(after("abc", &fixes), ("abc.".to_owned(), vec![0, 1]));
    // One of two edits shared: both fixes land.
    let fixes = [
        safe(vec![edit(3, 3, ".")]),
        safe(vec![edit(0, 1, "A"), edit(3, 3, ".")]),
    ];
    assert_eq!(after("abc", &fixes), ("Abc.".to_owned(), vec![0, 1]));
}

#[test]
fn touching_fixes_wait() {
    let overlapping = [safe(vec![edit(0, 3, "x")]), safe(vec![edit(2, 5, "y")])];
    assert_eq!(after("abcdef", &overlapping), ("xdef".to_owned(), vec![0]));
    let adjoining = [safe(vec![edit(0, 3, "x")]), safe(vec![edit(3, 4, "y")])];
    assert_eq!(after("abcdef", &adjoining), ("xdef".to_owned(), vec![0]));
    let one_place = [safe(vec![edit(3, 3, "x")]), safe(vec![edit(3, 3, "y")])];
    assert_eq!(after("abcdef", &one_place), ("abcxdef".to_owned(), vec![0]));
}

#[test]
fn a_fix_lands_whole_or_not_at_all() {
    let fixes = [
        safe(vec![edit(4, 6, "y"), edit(8, 9, "z")]),
        safe(vec![edit(3, 5, "x")]),
    ];
    assert_eq!(after("abcdefghi", &fixes), ("abcxfghi".to_owned(), vec![1]));
}

#[test]
fn safety_is_a_threshold_and_manual_never_lands() {
    let fixes = [
        safe(vec![edit(0, 1, "A")]),
        Fix::suggested("", vec![edit(2, 3, "C")]),
        Fix::manual("", vec![edit(4, 5, "E")]),
    ];
    let fixes: Vec<&Fix> = fixes.iter().collect();
    assert_eq!(round("abcde", &fixes, Safety::Safe).text, "Abcde");
    assert_eq!(round("abcde", &fixes, Safety::Suggested).text, "AbCde");
    assert_eq!(round("abcde", &fixes, Safety::Manual).text, "AbCde");
    // Where they meet, the safer one goes first.
    let meeting = [
        Fix::suggested("", vec![edit(1, 2, "x")]),
        safe(vec![edit(1, 2, "y")]),
    ];
    let meeting: Vec<&Fix> = meeting.iter().collect();
    assert_eq!(round("abc", &meeting, Safety::Suggested).text, "ayc");
}

#[test]
fn a_fix_that_changes_nothing_stands_in_no_ones_way() {
    let fixes = [safe(vec![edit(0, 3, "abc")]), safe(vec![edit(2, 3, "X")])];
    assert_eq!(after("abcd", &fixes), ("abXd".to_owned(), vec![1]));
}

/// A text of letters, and fixes of one or two edits into it.
fn text_and_fixes() -> impl Strategy<Value = (String, Vec<Fix>)> {
    "[a-zé日]{0,24}".prop_flat_map(|text| {
        let bounds: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let last = bounds.len() - 1;
        let one = (0..=last, 0..=last, "[A-Z]{0,2}");
        let fix = proptest::collection::vec(one, 1..=2).prop_map(move |edits| {
            let mut disjoint: Vec<Edit> = Vec::new();
            for (from, to, put) in edits {
                let edit = edit(bounds[from.min(to)], bounds[from.max(to)], &put);
                if disjoint.iter().all(|other| !other.span.meets(edit.span)) {
                    disjoint.push(edit);
                }
            }
            safe(disjoint)
        });
        (Just(text), proptest::collection::vec(fix, 0..8))
    })
}

proptest! {
    /// What landed is as if it were made alone, from the end to the start.
    #[test]
    fn applied_fixes_land_whole((text, fixes) in text_and_fixes()) {
        let (got, applied) = after(&text, &fixes);
        let mut edits: Vec<&Edit> = applied.iter().flat_map(|&index| fixes[index].edits()).collect();
        edits.sort();
        edits.dedup();
        let mut expected = text.clone();
        for edit in edits.iter().rev() {
            expected.replace_range(edit.span.range(), &edit.text);
        }
        prop_assert_eq!(got, expected);
    }

    /// The order in which rules ran leaves no trace.
    #[test]
    fn order_does_not_matter((text, fixes) in text_and_fixes(), turn in 0_usize..8) {
        let mut turned = fixes.clone();
        turned.rotate_left(turn.min(fixes.len()));
        turned.reverse();
        prop_assert_eq!(after(&text, &fixes).0, after(&text, &turned).0);
    }

    /// Something always lands, so that rounds come to an end.
    #[test]
    fn progress((text, fixes) in text_and_fixes()) {
        let (got, applied) = after(&text, &fixes);
        let changes = |fix: &Fix| fix.edits().iter().any(|edit| text[edit.span.range()] != edit.text);
        prop_assert_eq!(applied.is_empty(), !fixes.iter().any(changes));
        if applied.is_empty() {
            prop_assert_eq!(got, text);
        }
    }
}

#[test]
fn the_smallest_edit_leaves_what_both_begin_and_end_with() {
    for (old, new, edit) in [
        ("ab cd", "ab, cd", Edit::insert(12, ",")),
        ("aaa", "aa", Edit::delete(Span::new(12, 13))),
        ("größe", "grüße", Edit::replace(Span::new(12, 14), "ü")),
        ("one", "two", Edit::replace(Span::new(10, 13), "two")),
    ] {
        let span = Span::new(10, 10 + old.len());
        assert_eq!(Edit::smallest(span, old, new), edit, "{old} to {new}");
    }
}
