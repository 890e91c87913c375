//! What somebody in a household works, learns and receives, in the words of the indicators of Decree 07/2021/NĐ-CP.

use super::word::fact;

fact! {
    /// Work, and why there is none (indicator 1): who has none either wants some, or does not, or cannot.
    Work {
        /// Farms, fishes, trades, works for the household.
        Own "own" = "làm ruộng, đi biển, buôn bán, nghề của nhà" / "works for themselves or the household",
        /// Làm thuê, có hợp đồng lao động.
        Contract "contract" = "làm thuê có hợp đồng" / "works for wages with a contract",
        /// Làm thuê thường xuyên, không có hợp đồng lao động.
        NoContract "no_contract" = "làm thuê không hợp đồng" / "works for wages without a contract",
        /// Able and willing to work, and has none.
        Seeking "seeking" = "muốn làm mà chưa có việc" / "wants work and has none",
        /// Đang đi học.
        Studying "studying" = "đang đi học" / "studies",
        /// Able to work, and does not look for any: keeps the house, cares for somebody.
        Home "home" = "lo việc nhà, không tìm việc" / "keeps the house and seeks no work",
        /// Không có khả năng lao động: old, ill, disabled.
        Unable "unable" = "không làm được việc" / "is not able to work",
    }
}

fact! {
    /// Where somebody learns now (indicators 5 and 6).
    Attends {
        /// Không đi học.
        Nothing "nothing" = "không đi học" / "does not go to school",
        /// Mầm non: nhà trẻ, mẫu giáo.
        Kindergarten "kindergarten" = "đang học mầm non" / "goes to kindergarten",
        /// Tiểu học.
        Primary "primary" = "đang học tiểu học" / "goes to primary school",
        /// Trung học cơ sở.
        LowerSecondary "lower_secondary" = "đang học trung học cơ sở" / "goes to lower secondary school",
        /// Trung học phổ thông.
        UpperSecondary "upper_secondary" = "đang học trung học phổ thông" / "goes to upper secondary school",
        /// Sơ cấp, trung cấp, cao đẳng nghề.
        Vocational "vocational" = "đang học nghề" / "learns a trade at school",
        /// Cao đẳng, đại học trở lên.
        Higher "higher" = "đang học cao đẳng, đại học" / "studies at college or university",
    }
}

fact! {
    /// The highest degree or training that somebody has (indicator 5).
    Learnt {
        /// Chưa có bằng cấp.
        Nothing "nothing" = "chưa có bằng cấp" / "has no degree",
        /// Tiểu học.
        Primary "primary" = "tốt nghiệp tiểu học" / "finished primary school",
        /// Trung học cơ sở.
        LowerSecondary "lower_secondary" = "tốt nghiệp trung học cơ sở" / "finished lower secondary school",
        /// Trung học phổ thông.
        UpperSecondary "upper_secondary" = "tốt nghiệp trung học phổ thông" / "finished upper secondary school",
        /// Hired and certified as trained on the job (học nghề kèm cặp tại nơi làm việc).
        OnTheJob "on_the_job" = "học nghề tại nơi làm, có giấy chứng nhận" / "was trained on the job, with a certificate",
        /// Sơ cấp nghề.
        Elementary "elementary" = "có chứng chỉ sơ cấp" / "has an elementary vocational certificate",
        /// Trung cấp.
        Intermediate "intermediate" = "có bằng trung cấp" / "has an intermediate diploma",
        /// Cao đẳng.
        College "college" = "có bằng cao đẳng" / "has a college degree",
        /// Đại học trở lên.
        University "university" = "có bằng đại học trở lên" / "has a university degree",
    }
}

fact! {
    /// Degree of disability, as the certificate has it (Law 51/2010/QH12, article 3). Data on health.
    Disability {
        /// Không khuyết tật.
        Nothing "nothing" = "không khuyết tật" / "not disabled",
        /// Nhẹ.
        Mild "mild" = "khuyết tật nhẹ" / "mildly disabled",
        /// Nặng.
        Severe "severe" = "khuyết tật nặng" / "severely disabled",
        /// Đặc biệt nặng.
        Extreme "extreme" = "khuyết tật đặc biệt nặng" / "extremely severely disabled",
    }
}

fact! {
    /// The monthly social allowance that somebody receives, and as what (indicator 2).
    Allowance {
        /// Không.
        Nothing "nothing" = "không có trợ cấp hằng tháng" / "no monthly allowance",
        /// As an elderly person.
        Elderly "elderly" = "trợ cấp người cao tuổi" / "allowance for the elderly",
        /// As a disabled person.
        Disabled "disabled" = "trợ cấp người khuyết tật" / "allowance for the disabled",
        /// As something else: a lone parent, an orphan.
        Other "other" = "trợ cấp xã hội khác" / "another social allowance",
    }
}

fact! {
    /// Dân tộc, those of whom many live in Huế by name. Sensitive (Decree 356/2025/NĐ-CP): it is asked only where a
    /// list of the office needs it, and no form asks it.
    Ethnicity {
        /// Kinh.
        Kinh "kinh" = "Kinh" / "Kinh",
        /// Tà Ôi, Pa Cô and Pa Hy among them.
        TaOi "ta_oi" = "Tà Ôi" / "Tà Ôi",
        /// Cơ Tu.
        CoTu "co_tu" = "Cơ Tu" / "Cơ Tu",
        /// Bru – Vân Kiều.
        Bru "bru" = "Bru – Vân Kiều" / "Bru – Vân Kiều",
        /// Hoa.
        Hoa "hoa" = "Hoa" / "Hoa",
        /// Another one.
        Other "other" = "dân tộc khác" / "another",
    }
}
