//! That something was read and agreed to.

use dong_hanh_form::AGREED;
use leptos::prelude::*;

use super::asked::Asked;
use super::choosing::Takes;
use super::frame::{Shape, frame};
use super::yes_no::fixed;
use crate::words::form as words;

pub(super) fn agreed(asked: &Asked) -> AnyView {
    let agree = [(AGREED, words::agree(asked.lang))];
    frame(asked, Shape::Group, fixed(asked, Takes::Agreed, agree))
}
