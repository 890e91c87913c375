//! The words in which help is told, as the reports of communes and the movement's forms have them.

use crate::household::fact;

fact! {
    /// What support is for: the columns `support.*` of reports 14 and 15 of the poverty review.
    SupportKind {
        /// Y tế.
        Health "health" = "y tế" / "health",
        /// Giáo dục.
        Education "education" = "học hành" / "education",
        /// Sản xuất, sinh kế.
        Production "production" = "sản xuất, sinh kế" / "work and livelihood",
        /// Tín dụng.
        Credit "credit" = "vay vốn" / "credit",
        /// Nhà ở.
        Housing "housing" = "nhà ở" / "housing",
        /// Khác.
        Other "other" = "điều khác" / "something else",
    }
}

fact! {
    /// Why a household is poor, as it says itself; several may be true: the columns `reason.*` of report 10 of the poverty
    /// review.
    Cause {
        /// Đất sản xuất.
        Land "lackProductionLand" = "thiếu đất sản xuất" / "lacks land to work",
        /// Vốn.
        Capital "lackCapital" = "thiếu vốn" / "lacks capital",
        /// Lao động.
        Labour "lackLabor" = "thiếu lao động" / "lacks people who can work",
        /// Công cụ.
        Tools "lackProductionTools" = "thiếu công cụ sản xuất" / "lacks tools",
        /// Kiến thức.
        Knowledge "lackProductionKnowledge" = "thiếu kiến thức sản xuất" / "lacks know-how",
        /// Kỹ năng.
        Skill "lackLaborSkill" = "thiếu kỹ năng lao động" / "lacks skills",
        /// Ốm đau, tai nạn.
        Illness "illnessOrAccident" = "ốm đau, tai nạn" / "illness or accident",
        /// Khác.
        Other "other" = "điều khác" / "something else",
    }
}

fact! {
    /// Who gives. No list is official; these are the givers that the fund and the communes of Huế report of.
    Giver {
        /// Quỹ «Vì người nghèo».
        Fund "fund" = "Quỹ Vì người nghèo" / "Fund for the Poor",
        /// Ngân sách, chương trình mục tiêu quốc gia.
        State "state" = "Nhà nước" / "the State",
        /// Ngân hàng Chính sách xã hội.
        PolicyBank "policy_bank" = "Ngân hàng Chính sách xã hội" / "Bank for Social Policies",
        /// Hội Chữ thập đỏ.
        RedCross "red_cross" = "Hội Chữ thập đỏ" / "Red Cross",
        /// Bộ đội Biên phòng, mostly labour days.
        BorderGuard "border_guard" = "Bộ đội Biên phòng" / "Border Guard",
        /// Doanh nghiệp.
        Company "company" = "doanh nghiệp" / "a company",
        /// Nhà hảo tâm.
        Donor "donor" = "nhà hảo tâm" / "a donor",
        /// Gia đình, họ hàng.
        Kin "kin" = "gia đình, họ hàng" / "family",
        /// Khác.
        Other "other" = "nơi khác" / "somebody else",
    }
}

fact! {
    /// Who promises at the door: the movement's own list.
    Promiser {
        /// Người đi thăm.
        Visitor "visitor" = "người đi thăm" / "the visitor",
        /// Thôn, tổ dân phố.
        Hamlet "hamlet" = "thôn, tổ dân phố" / "the hamlet",
        /// Xã, phường.
        Commune "commune" = "xã, phường" / "the commune",
        /// Hội, đoàn thể.
        Organisation "organisation" = "hội, đoàn thể" / "an organisation",
        /// Doanh nghiệp, nhà hảo tâm.
        Donor "donor" = "doanh nghiệp, nhà hảo tâm" / "a company or donor",
        /// Gia đình.
        Household "household" = "gia đình" / "the family itself",
    }
}

fact! {
    /// Whether what came has helped, as the household itself says.
    Helped {
        /// Có.
        Yes "yes" = "có giúp được" / "it helped",
        /// Một phần.
        Partly "partly" = "giúp được một phần" / "it helped in part",
        /// Không.
        No "no" = "không giúp được" / "it did not help",
    }
}

fact! {
    /// Nguyện vọng. There is no official list; this one is the movement's own.
    NeedKind {
        /// Đất sản xuất.
        Land "land" = "đất sản xuất" / "land to work",
        /// Vay vốn.
        CapitalLoan "capital_loan" = "vay vốn" / "a loan",
        /// Việc làm.
        Job "job" = "việc làm" / "a job",
        /// Học nghề.
        VocationalTraining "vocational_training" = "học nghề" / "vocational training",
        /// Đi làm ở nước ngoài.
        LabourExport "labour_export" = "đi làm ở nước ngoài" / "work abroad",
        /// Công cụ, con giống.
        ToolsLivestock "tools_livestock" = "công cụ, con giống" / "tools or livestock",
        /// Chỉ cách làm ăn.
        KnowHow "know_how" = "chỉ cách làm ăn" / "know-how",
        /// Chữa bệnh.
        HealthCare "health_care" = "chữa bệnh" / "health care",
        /// Thẻ bảo hiểm y tế.
        Bhyt "bhyt" = "thẻ bảo hiểm y tế" / "health insurance",
        /// Cho con đi học.
        School "school" = "cho con đi học" / "school for the children",
        /// Sửa nhà.
        HouseRepair "house_repair" = "sửa nhà" / "house repair",
        /// Xây nhà mới.
        HouseNew "house_new" = "xây nhà mới" / "a new house",
        /// Nước sạch.
        CleanWater "clean_water" = "nước sạch" / "clean water",
        /// Nhà tiêu.
        Latrine "latrine" = "nhà tiêu" / "a latrine",
        /// Mạng, điện thoại.
        InternetDevice "internet_device" = "mạng, điện thoại" / "Internet or a telephone",
        /// Giấy tờ.
        Papers "papers" = "giấy tờ" / "papers",
        /// Trợ cấp xã hội.
        SocialAllowance "social_allowance" = "trợ cấp xã hội" / "social allowance",
        /// Điều khác.
        Other "other" = "điều khác" / "something else",
        /// What a visit named urgent, in words.
        Urgent "urgent" = "việc gấp" / "something urgent",
    }
}
