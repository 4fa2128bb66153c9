//! Lines and columns, counted quickly, are those one counts slowly.

use docent::text::Source;
use proptest::prelude::*;

proptest! {
    #[test]
    fn positions_are_counted_in_characters(text in "(a|é|日|👩|\r\n|\r|\n| {300}){0,40}") {
        let source = Source::new("list.md", text.as_str());
        let (mut line, mut column, mut last) = (1, 1, None);
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if last == Some('\n') || last == Some('\r') && c != '\n' {
                (line, column) = (line + 1, 1);
            }
            let position = source.position(at as u32);
            // Between the halves of `\r\n` there is no place to speak of.
            if (last, c) != (Some('\r'), '\n') {
                prop_assert_eq!((position.line, position.column), (line, column));
            }
            (column, last) = (column + 1, Some(c));
        }
    }
}
