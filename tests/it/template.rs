//! Templates: read, written, inferred, printed.

use docent::list::List;
use docent::list::template::{Forms, LinkForm, Shape, Template, TemplateError};
use docent::text::Source;

fn template(text: &str) -> Template {
    text.parse()
        .unwrap_or_else(|error| panic!("{text:?} is no template: {error}"))
}

fn error(text: &str) -> TemplateError {
    text.parse::<Template>()
        .expect_err(&format!("{text:?} is a template"))
}

/// What `template` makes of the first entry of `list`.
fn printed(template: &str, list: &str) -> Option<String> {
    let source = Source::new("list.md", list);
    let list = List::read(&source);
    let shape = Shape::of(&list, &list.entries[0]);
    let links = Forms::infer(&list).links;
    self::template(template).print(&shape, &links)
}

fn inferred(list: &str) -> Vec<(String, usize)> {
    let source = Source::new("list.md", list);
    let forms = Forms::infer(&List::read(&source)).forms;
    let forms = forms.iter();
    forms
        .map(|form| (form.template.to_string(), form.entries))
        .collect()
}

#[test]
fn a_template_is_shown_as_it_is_read() {
    for text in [
        "- **{title}.** *{authors}.* {venue} {year}. {links}",
        "- **{title}.**{? *{authors}.*}{? {venue}{? {year}}.}{? {links}}",
        "{number}. [{title}]({url}) {{kept}} as it is",
        "**{title}** \\\n*{authors}* \\\n{links}",
        "{name}",
    ] {
        assert_eq!(template(text).to_string(), text);
    }
    let link: LinkForm = r"[\[{label}\]]({url})".parse().expect("a form of links");
    assert_eq!(link.to_string(), r"[\[{label}\]]({url})");
}

#[test]
fn what_is_wrong_with_a_template_is_said_where_it_is() {
    let cases = [
        ("- {title", 2..8, "`{` is not closed"),
        ("- {title}{? {links}", 9..19, "`{?` is not closed"),
        ("- {title} }", 10..11, "`}` closes nothing"),
        ("- {titel}", 2..9, "there is no `{titel}`"),
        (
            "- {title}{? and more}",
            9..21,
            "this optional part holds no slot",
        ),
        ("- {authors}", 0..11, "a template needs a `{title}`"),
        ("", 0..0, "a template needs a `{title}`"),
    ];
    for (text, at, message) in cases {
        let error = error(text);
        assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
    }
    assert_eq!(
        error("- {titel}").help.as_deref(),
        Some("did you mean `{title}`?")
    );
    let no_url = "[{label}]".parse::<LinkForm>().expect_err("no address");
    assert_eq!(no_url.message, "the form of a link needs `{url}`");
}

#[test]
fn an_entry_is_written_from_its_own_slices() {
    let list = "# L\n\n## S\n\n- *Ann Lee, Bob Ray.* **On $\\pi$ and \\*Stars\\*.** ICML 2021. [[paper](https://arxiv.org/abs/2101.00001)] [[code](https://github.com/a/b)]\n";
    assert_eq!(
        printed(
            "- **{title}.**{? *{authors}.*} {venue} {year}. {links}",
            list
        )
        .as_deref(),
        Some(
            "- **On $\\pi$ and \\*Stars\\*.** *Ann Lee, Bob Ray.* ICML 2021. [[paper](https://arxiv.org/abs/2101.00001)] [[code](https://github.com/a/b)]"
        )
    );
    // Nothing is dropped, and nothing is made up.
    assert_eq!(
        printed("- **{title}.** {venue} {year}. {links}", list),
        None
    );
    assert_eq!(
        printed(
            "- **{title}.** *{authors}.* {venue} {year}. {links} {date}",
            list
        ),
        None
    );
}

#[test]
fn no_full_stop_after_what_closes_itself() {
    let list = "# L\n\n## S\n\n- **Can It Read?** *Ann Lee et al.* ICML 2021. [[paper](https://arxiv.org/abs/2101.00001)]\n";
    let form = "- **{title}.** *{authors}.* {venue} {year}. {links}";
    let entry = list.lines().last().map(str::to_owned);
    assert_eq!(printed(form, list), entry);
}

#[test]
fn what_most_entries_share_is_the_template_and_what_some_lack_is_optional() {
    let mut list = String::from("# L\n\n## S\n\n");
    for n in 10..30 {
        let authors = if n % 3 == 0 {
            ""
        } else {
            " *Ann Lee, Bob Ray.*"
        };
        let venue = if n % 5 == 0 { "" } else { " ICML 2021." };
        let bullet = if n == 17 { '*' } else { '-' };
        list += &format!(
            "{bullet} **Reading Number {n} Aloud.**{authors}{venue} [[paper](https://arxiv.org/abs/2101.000{n})]\n"
        );
    }
    list += "- A stray remark about **Reading Number 99 Aloud.** [[paper](https://arxiv.org/abs/2101.00099)]\n";
    assert_eq!(
        inferred(&list),
        [(
            "- **{title}.**{? *{authors}.*}{? {venue} {year}.} {links}".to_owned(),
            20
        )]
    );
}

#[test]
fn nested_lines_are_written_where_the_entry_stands() {
    let mut list = String::from("# L\n\n## S\n\n- Group\n");
    for n in 10..15 {
        list += &format!(
            "  - [Reading Number {n} Aloud](https://arxiv.org/abs/2101.000{n})\n    - Ann Lee, Bob Ray\n"
        );
    }
    list += "\n## T\n\n";
    for n in 20..25 {
        list += &format!(
            "- [Reading Number {n} Aloud](https://arxiv.org/abs/2101.000{n})\n  - Ann Lee, Bob Ray\n"
        );
    }
    assert_eq!(
        inferred(&list),
        [("- [{title}]({url})\n  - {authors}".to_owned(), 10)]
    );
}
