//! What a visit counts of all the people of a household at once, where nobody asks them one by one.

use serde::{Deserialize, Serialize};

use super::word::fact;
use crate::extra::Extra;

fact! {
    /// Whom a visit counts. The ages are those of the indicators of Decree 07/2021/NĐ-CP.
    Counted {
        /// Who wants to work and has none (indicator 1).
        Jobless "jobless" = "người muốn đi làm mà chưa có việc" / "people who want to work and have no job",
        /// Who works for wages without a contract (indicator 1).
        NoContract "no_contract" = "người làm thuê không hợp đồng" / "people who work for wages without a contract",
        /// Children who are not at school, or not at the level of their age (indicator 6).
        ChildrenOut "children_out" = "cháu 3–15 tuổi không đi học hoặc học dưới bậc của tuổi" / "children of 3–15 who are not at school or below the level of their age",
        /// The young who neither learn nor have the degree or training of their age (indicator 5).
        YoungUntrained "young_untrained" = "người 16–30 tuổi không đi học, chưa có bằng cấp hay nghề hợp tuổi" / "people of 16–30 who neither learn nor have the degree or training of their age",
        /// Who has no health insurance (indicator 4).
        Uninsured "uninsured" = "người từ 6 tuổi chưa có bảo hiểm y tế" / "people of 6 or older without health insurance",
        /// Children whom the health station found malnourished (indicator 3). Data on health.
        MalnourishedChildren "malnourished_children" = "cháu suy dinh dưỡng" / "malnourished children",
    }
}

/// How many there are; each `None` where nobody asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// [`Counted::Jobless`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jobless: Option<u16>,
    /// [`Counted::NoContract`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_contract: Option<u16>,
    /// [`Counted::ChildrenOut`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children_out: Option<u16>,
    /// [`Counted::YoungUntrained`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub young_untrained: Option<u16>,
    /// [`Counted::Uninsured`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uninsured: Option<u16>,
    /// [`Counted::MalnourishedChildren`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malnourished_children: Option<u16>,
    /// What a newer version counts.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Counts {
    /// How many of these there are.
    #[must_use]
    pub fn of(&self, counted: Counted) -> Option<u16> {
        match counted {
            Counted::Jobless => self.jobless,
            Counted::NoContract => self.no_contract,
            Counted::ChildrenOut => self.children_out,
            Counted::YoungUntrained => self.young_untrained,
            Counted::Uninsured => self.uninsured,
            Counted::MalnourishedChildren => self.malnourished_children,
        }
    }

    pub(crate) fn set(&mut self, counted: Counted, people: Option<u16>) {
        let count = match counted {
            Counted::Jobless => &mut self.jobless,
            Counted::NoContract => &mut self.no_contract,
            Counted::ChildrenOut => &mut self.children_out,
            Counted::YoungUntrained => &mut self.young_untrained,
            Counted::Uninsured => &mut self.uninsured,
            Counted::MalnourishedChildren => &mut self.malnourished_children,
        };
        *count = people;
    }

    /// Whether nobody was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
