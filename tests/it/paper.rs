//! What an address says of a paper, and when two titles are the same.

use docent::paper::{
    AddressForm, PaperAddress, PaperId, TitleKey, landing_url, secure_url, tidy_url,
};
use proptest::prelude::*;

/// Addresses of one line are one paper: its id first.
const SAME_PAPER: &[&[&str]] = &[
    &[
        "arxiv:1706.03762",
        "https://arxiv.org/abs/1706.03762",
        "http://arxiv.org/abs/1706.03762v5",
        "https://arxiv.org/pdf/1706.03762",
        "https://arxiv.org/pdf/1706.03762v7.pdf",
        "https://arxiv.org/html/1706.03762v7",
        "https://www.arxiv.org/abs/1706.03762/",
        "https://export.arxiv.org/abs/1706.03762",
        "https://browse.arxiv.org/pdf/1706.03762.pdf",
        "https://cn.arxiv.org/pdf/1706.03762v1",
        "https://ARXIV.org/abs/1706.03762?context=cs.CL",
        "https://arxiv.org/abs/1706.03762#comments",
        "https://www.alphaxiv.org/abs/1706.03762",
        "https://ar5iv.labs.arxiv.org/html/1706.03762",
        "https://ar5iv.org/abs/1706.03762",
        "https://huggingface.co/papers/1706.03762",
        "https://doi.org/10.48550/arXiv.1706.03762",
        "https://doi.org/10.48550/ARXIV.1706.03762",
    ],
    &[
        "arxiv:0704.0001",
        "https://arxiv.org/abs/0704.0001",
        "https://arxiv.org/pdf/0704.0001v2",
    ],
    &[
        "arxiv:math/0211159",
        "https://arxiv.org/abs/math/0211159",
        "https://arxiv.org/abs/math.DG/0211159v1",
        "https://arxiv.org/pdf/math/0211159.pdf",
        "https://doi.org/10.48550/arXiv.math/0211159",
    ],
    &[
        "arxiv:hep-th/9711200",
        "http://xxx.lanl.gov/abs/hep-th/9711200",
    ],
    &[
        "acl:N19-1423",
        "https://aclanthology.org/N19-1423",
        "https://aclanthology.org/N19-1423/",
        "https://aclanthology.org/N19-1423.pdf",
        "https://aclanthology.org/N19-1423.bib",
        "https://www.aclweb.org/anthology/N19-1423",
        "http://aclweb.org/anthology/N19-1423.pdf",
        "https://www.aclweb.org/anthology/papers/N/N19/N19-1423/",
        "https://aclanthology.info/papers/N19-1423/n19-1423",
        "https://doi.org/10.18653/v1/N19-1423",
        "http://dx.doi.org/10.18653/v1/n19-1423",
    ],
    &[
        "acl:D13-1166",
        "http://aclweb.org/anthology/D/D13/D13-1166.pdf",
    ],
    &[
        "acl:2020.acl-main.703",
        "https://aclanthology.org/2020.acl-main.703/",
        "https://www.aclweb.org/anthology/2020.acl-main.703.pdf",
        "https://aclanthology.org/2020.acl-main.703v2.pdf",
        "https://doi.org/10.18653/v1/2020.acl-main.703",
    ],
    &[
        "openreview:B1QRgziT-",
        "https://openreview.net/forum?id=B1QRgziT-",
        "https://openreview.net/pdf?id=B1QRgziT-",
        "https://openreview.net/forum?id=B1QRgziT-&noteId=abc",
        "https://openreview.net/attachment?id=B1QRgziT-&name=supplementary_material",
    ],
    &[
        "neurips:1457c0d6bfcb4967418bfb8ac142f64a",
        "https://proceedings.neurips.cc/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html",
        "https://proceedings.neurips.cc/paper_files/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf",
        "https://papers.nips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf",
        "https://papers.nips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Supplemental.pdf",
    ],
    &[
        "neurips:7181",
        "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
        "http://papers.nips.cc/paper/7181-attention-is-all-you-need",
    ],
    &[
        "pmlr:v139/radford21a",
        "https://proceedings.mlr.press/v139/radford21a.html",
        "http://proceedings.mlr.press/v139/radford21a/radford21a.pdf",
    ],
    &[
        "pmlr:v37/ioffe15",
        "http://proceedings.mlr.press/v37/ioffe15.pdf",
        "http://jmlr.org/proceedings/papers/v37/ioffe15.pdf",
        "http://www.jmlr.org/proceedings/papers/v37/ioffe15.html",
    ],
    &[
        "pmlr:v235/huang24x",
        "https://raw.githubusercontent.com/mlresearch/v235/main/assets/huang24x/huang24x.pdf",
        "https://proceedings.mlr.press/v235/huang24x.html",
    ],
    &[
        "jmlr:v21/20-074",
        "https://jmlr.org/papers/v21/20-074.html",
        "https://www.jmlr.org/papers/volume21/20-074/20-074.pdf",
    ],
    &[
        "cvf:he_deep_residual_learning_cvpr_2016",
        "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_Learning_CVPR_2016_paper.html",
        "http://openaccess.thecvf.com/content_cvpr_2016/papers/He_Deep_Residual_Learning_CVPR_2016_paper.pdf",
        "https://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/He_Deep_Residual_Learning_CVPR_2016_paper.pdf",
    ],
    &[
        "cvf:lvm/some_thing_cvprw_2024",
        "https://openaccess.thecvf.com/content/CVPR2024W/LVM/html/Some_Thing_CVPRW_2024_paper.html",
        "https://openaccess.thecvf.com/content/CVPR2024W/LVM/papers/Some_Thing_CVPRW_2024_paper.pdf",
    ],
    &[
        "ecva:eccv_2022/1197",
        "https://www.ecva.net/papers/eccv_2022/papers_ECCV/html/1197_ECCV_2022_paper.php",
    ],
    &[
        "ijcai:2019/503",
        "https://www.ijcai.org/proceedings/2019/503",
        "https://www.ijcai.org/Proceedings/2019/0503.pdf",
        "https://doi.org/10.24963/ijcai.2019/503",
    ],
    &[
        "ijcai:2016/473",
        "https://www.ijcai.org/Proceedings/16/Papers/473.pdf",
        "http://www.ijcai.org/Abstract/16/473",
    ],
    &[
        "aaai:20215",
        "https://ojs.aaai.org/index.php/AAAI/article/view/20215",
        "https://ojs.aaai.org/index.php/AAAI/article/view/20215/19974",
        "https://ojs.aaai.org/index.php/AAAI/article/download/20215/19974",
        "https://doi.org/10.1609/aaai.v36i7.20215",
    ],
    &[
        "doi:10.1609/aaai.v33i01.33013035",
        "https://doi.org/10.1609/aaai.v33i01.33013035",
    ],
    &[
        "doi:10.1145/3442188.3445922",
        "https://dl.acm.org/doi/10.1145/3442188.3445922",
        "https://dl.acm.org/doi/abs/10.1145/3442188.3445922",
        "https://dl.acm.org/doi/pdf/10.1145/3442188.3445922",
        "https://doi.org/10.1145/3442188.3445922",
        "https://dx.doi.org/10.1145%2F3442188.3445922",
    ],
    &[
        "doi:10.1007/978-3-319-10602-1_48",
        "https://link.springer.com/chapter/10.1007/978-3-319-10602-1_48",
        "https://link.springer.com/content/pdf/10.1007/978-3-319-10602-1_48.pdf",
        "https://link.springer.com/chapter/10.1007%2F978-3-319-10602-1_48",
    ],
    &[
        "doi:10.1038/s41586-021-03819-2",
        "https://www.nature.com/articles/s41586-021-03819-2",
        "https://www.nature.com/articles/s41586-021-03819-2.pdf",
        "https://doi.org/10.1038/S41586-021-03819-2",
    ],
    &[
        "doi:10.1126/science.ade9097",
        "https://www.science.org/doi/full/10.1126/science.ade9097",
        "https://www.science.org/doi/10.1126/science.ade9097",
    ],
    &[
        "doi:10.1101/2022.07.20.500902",
        "https://www.biorxiv.org/content/10.1101/2022.07.20.500902v3",
        "https://www.biorxiv.org/content/10.1101/2022.07.20.500902v1.full.pdf",
    ],
    &[
        "ieee:9785789",
        "https://ieeexplore.ieee.org/document/9785789",
        "https://ieeexplore.ieee.org/abstract/document/9785789/",
        "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9785789",
        "https://ieeexplore.ieee.org/iel7/34/4359286/09785789.pdf",
    ],
    &[
        "pii:S0925231218306684",
        "https://www.sciencedirect.com/science/article/pii/S0925231218306684",
        "https://www.sciencedirect.com/science/article/abs/pii/S0925231218306684?via%3Dihub",
    ],
    &[
        "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776",
        "https://www.semanticscholar.org/paper/Attention-is-All-you-Need/204e3073870fae3d05bcbc2f6a8e263d9b72e776",
    ],
    &[
        "ssrn:4389233",
        "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4389233",
    ],
];

#[test]
fn every_form_of_one_paper_has_one_id() {
    for line in SAME_PAPER {
        for url in &line[1..] {
            let id = PaperId::of_url(url);
            assert_eq!(id.as_ref().map(PaperId::as_str), Some(line[0]), "{url}");
        }
    }
}

#[test]
fn an_id_falls_into_scheme_and_value() {
    let id = PaperId::of_url("https://arxiv.org/abs/math/0211159").expect("an arXiv address");
    assert_eq!((id.scheme(), id.value()), ("arxiv", "math/0211159"));
    assert_eq!(id.to_string(), "arxiv:math/0211159");
}

#[test]
fn what_is_no_paper_has_no_id() {
    for url in [
        "",
        "#section",
        "arxiv.org/abs/1706.03762",
        "ftp://arxiv.org/abs/1706.03762",
        "https://arxiv.org/",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/abs/1706.037",
        "https://arxiv.org/abs/1706.03762.",
        "https://aclanthology.org/venues/acl/",
        "https://aclanthology.org/volumes/2020.acl-main/",
        "https://aclanthology.org/attachments/N19-1423.Software.zip",
        "https://aclanthology.org/people/a/n19-1423/",
        "https://openreview.net/group?id=ICLR.cc/2024/Conference",
        "https://openreview.net/references/pdf?id=B1QRgziT-",
        "https://proceedings.mlr.press/v139/",
        "https://proceedings.mlr.press/v139/radford21a/radford21a-supp.pdf",
        "https://papers.nips.cc/paper/2020",
        "https://openaccess.thecvf.com/CVPR2023?day=all",
        "https://openaccess.thecvf.com/content/CVPR2024/supplemental/Some_Thing_CVPR_2024_supplemental.pdf",
        "https://huggingface.co/bert-base-uncased",
        "https://github.com/tensorflow/tensor2tensor",
        "https://www.aaai.org/ocs/index.php/AAAI/AAAI16/paper/view/12423/11715",
        "https://www.aaai.org/ojs/index.php/aimagazine/article/view/2564",
        "https://doi.org/",
        "https://user@arxiv.org/abs/1706.03762",
    ] {
        assert_eq!(PaperId::of_url(url), None, "{url}");
    }
}

#[test]
fn a_direct_address_has_a_landing_page() {
    for (url, landing) in [
        (
            "https://arxiv.org/pdf/1706.03762v7.pdf",
            "https://arxiv.org/abs/1706.03762",
        ),
        (
            "https://arxiv.org/html/1706.03762v7",
            "https://arxiv.org/abs/1706.03762",
        ),
        (
            "http://arxiv.org/abs/1706.03762v5",
            "https://arxiv.org/abs/1706.03762",
        ),
        (
            "https://browse.arxiv.org/pdf/1706.03762",
            "https://arxiv.org/abs/1706.03762",
        ),
        (
            "https://arxiv.org/pdf/math.DG/0211159",
            "https://arxiv.org/abs/math/0211159",
        ),
        (
            "https://aclanthology.org/N19-1423.pdf",
            "https://aclanthology.org/N19-1423",
        ),
        (
            "https://www.aclweb.org/anthology/N19-1423/",
            "https://aclanthology.org/N19-1423",
        ),
        (
            "https://openreview.net/pdf?id=B1QRgziT-",
            "https://openreview.net/forum?id=B1QRgziT-",
        ),
        (
            "https://papers.nips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf",
            "https://papers.nips.cc/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2022/file/b1efde53be364a73914f58805a001731-Paper-Conference.pdf",
            "https://proceedings.neurips.cc/paper_files/paper/2022/hash/b1efde53be364a73914f58805a001731-Abstract-Conference.html",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2023/file/91f18a1287b398d378ef22505bf41832-Paper-Datasets_and_Benchmarks.pdf",
            "https://proceedings.neurips.cc/paper_files/paper/2023/hash/91f18a1287b398d378ef22505bf41832-Abstract-Datasets_and_Benchmarks.html",
        ),
        (
            "http://openaccess.thecvf.com/content_cvpr_2016/papers/He_Deep_Residual_Learning_CVPR_2016_paper.pdf",
            "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_Learning_CVPR_2016_paper.html",
        ),
        (
            "https://proceedings.mlr.press/v139/radford21a/radford21a.pdf",
            "https://proceedings.mlr.press/v139/radford21a.html",
        ),
        (
            "https://jmlr.org/papers/volume21/20-074/20-074.pdf",
            "https://jmlr.org/papers/v21/20-074.html",
        ),
        (
            "https://www.ijcai.org/proceedings/2019/0503.pdf",
            "https://www.ijcai.org/proceedings/2019/503",
        ),
        (
            "http://dx.doi.org/10.1145/3442188.3445922",
            "https://doi.org/10.1145/3442188.3445922",
        ),
    ] {
        assert_eq!(landing_url(url).as_deref(), Some(landing), "{url}");
    }
}

#[test]
fn no_landing_page_is_offered_where_none_is_due_or_certain() {
    for url in [
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/pdf/1706.03762#page=3",
        "https://huggingface.co/papers/1706.03762",
        "https://doi.org/10.48550/arXiv.1706.03762",
        "https://aclanthology.org/N19-1423/",
        "https://aclanthology.org/N19-1423.bib",
        "https://openreview.net/forum?id=B1QRgziT-",
        "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
        "https://proceedings.neurips.cc/paper_files/paper/2024/file/91f18a1287b398d378ef22505bf41832-Paper-Datasets_and_Benchmarks.pdf",
        "https://proceedings.neurips.cc/paper_files/paper/2023/file/91f18a1287b398d378ef22505bf41832-Paper.pdf",
        "https://github.com/tensorflow/tensor2tensor",
    ] {
        assert_eq!(landing_url(url), None, "{url}");
    }
}

#[test]
fn the_form_of_an_address_is_told() {
    for (url, form) in [
        (
            "http://arxiv.org/abs/1706.03762?context=cs",
            AddressForm::Landing,
        ),
        ("https://arxiv.org/abs/1706.03762v2", AddressForm::Versioned),
        ("https://arxiv.org/pdf/1706.03762v2", AddressForm::Pdf),
        ("https://arxiv.org/html/1706.03762", AddressForm::Html),
        (
            "https://export.arxiv.org/abs/1706.03762",
            AddressForm::OldHost,
        ),
        (
            "https://www.alphaxiv.org/abs/1706.03762",
            AddressForm::Other,
        ),
        (
            "https://www.aclweb.org/anthology/N19-1423",
            AddressForm::OldHost,
        ),
        (
            "https://www.aclweb.org/anthology/N19-1423.pdf",
            AddressForm::Pdf,
        ),
        (
            "https://ieeexplore.ieee.org/abstract/document/9785789",
            AddressForm::Landing,
        ),
    ] {
        assert_eq!(
            PaperAddress::of_url(url).map(|read| read.form),
            Some(form),
            "{url}"
        );
    }
}

#[test]
fn http_becomes_https_only_where_the_host_serves_it() {
    let secure = |url| secure_url(url);
    assert_eq!(
        secure("http://arxiv.org/abs/1706.03762").as_deref(),
        Some("https://arxiv.org/abs/1706.03762")
    );
    assert_eq!(
        secure("HTTP://GitHub.com/a/b#c").as_deref(),
        Some("https://GitHub.com/a/b#c")
    );
    for url in [
        "https://arxiv.org/abs/1706.03762",
        "http://example.org/a",
        "http://github.com:8080/a",
    ] {
        assert_eq!(secure(url), None, "{url}");
    }
}

#[test]
fn only_parameters_that_change_nothing_are_dropped() {
    for (url, tidy) in [
        (
            "https://github.com/a/b?tab=readme-ov-file#install",
            Some("https://github.com/a/b#install"),
        ),
        ("https://github.com/a?tab=repositories", None),
        (
            "https://arxiv.org/abs/1706.03762?utm_source=x&utm_medium=y",
            Some("https://arxiv.org/abs/1706.03762"),
        ),
        (
            "https://arxiv.org/abs/1706.03762?context=cs.CL",
            Some("https://arxiv.org/abs/1706.03762"),
        ),
        (
            "https://www.youtube.com/watch?v=abc&t=10s&si=xyz",
            Some("https://www.youtube.com/watch?v=abc&t=10s"),
        ),
        (
            "https://youtu.be/abc?feature=shared",
            Some("https://youtu.be/abc"),
        ),
        ("https://example.org/?si=1", None),
        (
            "https://openreview.net/forum?id=B1QRgziT-&referrer=%5Bx%5D",
            Some("https://openreview.net/forum?id=B1QRgziT-"),
        ),
        ("https://openreview.net/forum?id=B1QRgziT-&noteId=n", None),
    ] {
        assert_eq!(tidy_url(url).as_deref(), tidy, "{url}");
    }
}

#[test]
fn titles_that_differ_in_typography_have_one_key() {
    for (one, other) in [
        ("Attention Is All You Need", "attention is all you need."),
        (
            "Self-rewarding Language Models",
            "Self‑Rewarding  Language Models",
        ),
        (
            "Naïve Bayes: Größen and Ångström",
            "Naive Bayes – Grössen and Angstrom",
        ),
        ("Eﬃcient Fine-tuning", "Efficient Finetuning"),
        ("大型语言模型综述", "大型语言模型：综述"),
        ("ΛΟΓΟΣ", "λόγος"),
    ] {
        assert_eq!(TitleKey::of(one), TitleKey::of(other), "{one}");
    }
    assert_ne!(TitleKey::of("The Pile"), TitleKey::of("Pile"));
    assert_ne!(
        TitleKey::of("A Survey of RLHF"),
        TitleKey::of("A Survey of RLAIF")
    );
}

#[test]
fn a_short_key_is_weak() {
    for weak in ["", "…", "GPT-4", "A Survey", "综述"] {
        assert!(TitleKey::of(weak).is_weak(), "{weak}");
    }
    for strong in ["Attention Is All You Need", "大型语言模型综述"] {
        assert!(!TitleKey::of(strong).is_weak(), "{strong}");
    }
    assert!(TitleKey::of("?!").is_empty());
}

/// Addresses that look like papers, and near misses.
fn any_address() -> impl Strategy<Value = String> {
    let known: Vec<&str> = SAME_PAPER
        .iter()
        .flat_map(|line| &line[1..])
        .copied()
        .collect();
    prop_oneof![
        prop::sample::select(known.clone()).prop_map(str::to_owned),
        (prop::sample::select(known.clone()), "[ -~]{0,6}")
            .prop_map(|(url, tail)| format!("{url}{tail}")),
        (
            prop::sample::select(known),
            any::<prop::sample::Index>(),
            "\\PC{0,3}"
        )
            .prop_map(|(url, at, put)| {
                let at = at.index(url.len());
                format!("{}{put}{}", &url[..at], &url[at..])
            }),
        "https?://(www\\.)?(arxiv\\.org|aclanthology\\.org|doi\\.org|papers\\.nips\\.cc|jmlr\\.org)/\\PC{0,40}",
        "\\PC{0,60}",
    ]
}

proptest! {
    #[test]
    fn a_landing_page_is_of_the_same_paper_and_final(url in any_address()) {
        if let Some(landing) = landing_url(&url) {
            prop_assert_eq!(PaperId::of_url(&landing), PaperId::of_url(&url));
            prop_assert_eq!(landing_url(&landing), None);
        }
    }

    #[test]
    fn repairs_of_an_address_keep_its_paper_and_are_final(url in any_address()) {
        for repair in [secure_url, tidy_url] {
            if let Some(repaired) = repair(&url) {
                prop_assert_eq!(PaperId::of_url(&repaired), PaperId::of_url(&url));
                prop_assert_eq!(repair(&repaired), None);
            }
        }
    }

    #[test]
    fn a_key_is_its_own_key(title in "\\PC{0,60}") {
        let key = TitleKey::of(&title);
        prop_assert_eq!(&TitleKey::of(key.as_str()), &key);
    }
}
