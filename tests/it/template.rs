//! Templates: read, written, inferred, printed.

use docent::check::rewrite;
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
    let forms = Forms::infer(&List::read(&source)).templates;
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

/// A list of ten entries in form, and `odd`.
fn with_odd(odd: &str) -> String {
    let mut list = String::from("# L\n\n## S\n\n");
    for n in 10..20 {
        list += &format!(
            "- **Reading Number {n} Aloud.** *Ann Lee, Bob Ray.* ICML 2021. [[paper](https://arxiv.org/abs/2101.000{n})]\n"
        );
    }
    list + odd
}

fn rewritten(text: &str) -> (String, usize, usize) {
    let source = Source::new("list.md", text);
    let forms = Forms::infer(&List::read(&source));
    let (after, done) = rewrite(&source, &forms);
    (after.text().to_owned(), done.entries, done.left)
}

#[test]
fn an_entry_is_written_anew_from_what_it_says() {
    let list = with_odd(
        "* __Reading on Trains__, *Carl Tan*. [paper](https://arxiv.org/abs/2101.00099), ICML 2020\n",
    );
    let (text, entries, left) = rewritten(&list);
    // The bullet is the business of a rule.
    let wanted = with_odd(
        "* **Reading on Trains.** *Carl Tan.* ICML 2020. [[paper](https://arxiv.org/abs/2101.00099)]\n",
    );
    assert_eq!((text.as_str(), entries, left), (wanted.as_str(), 1, 0));
    assert_eq!(rewritten(&text).0, text, "a second time");
    let lines = list.replace('\n', "\r\n");
    assert_eq!(rewritten(&lines).0, wanted.replace('\n', "\r\n"));
}

#[test]
fn what_a_form_has_no_place_for_is_left_as_it_is() {
    for odd in [
        // Words between its parts.
        "- **Reading on Trains**, by *Carl Tan*, in ICML 2020: [paper](https://arxiv.org/abs/2101.00099)\n",
        // No venue, where all others have one.
        "- **Reading on Trains** *Carl Tan* [paper](https://arxiv.org/abs/2101.00099)\n",
        // An address of the title.
        "- [**Reading on Trains**](https://example.org/t) *Carl Tan* ICML 2020 [paper](https://arxiv.org/abs/2101.00099)\n",
    ] {
        let list = with_odd(odd);
        assert_eq!(rewritten(&list), (list.clone(), 0, 1), "{odd}");
    }
}

/// What is no form is neither made up nor lost.
#[test]
fn an_entry_says_no_more_and_no_less_when_written_anew() {
    for odd in [
        "- ~~**Struck**~~ *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099)\n",
        "- [ ] **Task** *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099)\n",
        "- **Closed** *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099) ❌\n",
        "- **Prized** *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099 \"Best paper\")\n",
        "- New: **Nc** *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099)\n",
        "- $\\alpha$ **Math** *Carl Tan*, ICML 2020 [paper](https://arxiv.org/abs/2101.00099)\n",
    ] {
        let list = with_odd(odd);
        assert_eq!(rewritten(&list).0, list, "{odd}");
    }
    let mut rows = String::from("# L\n\n| Title | Paper | Code |\n|---|---|---|\n");
    for n in 1..10 {
        rows += &format!(
            "| Reading Number {n} Aloud | [paper](https://arxiv.org/abs/2401.0000{n}) | Yes |\n"
        );
    }
    rows += "|Another One|[paper](https://arxiv.org/abs/2402.00001)|❌|\n";
    assert_eq!(rewritten(&rows).0, rows);
}
