//! House, water and latrine, and by what news reach the people, in the words of the indicators of Decree
//! 07/2021/NĐ-CP.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::word::fact;
use crate::extra::Extra;

/// What is known of the house; each `None` where nobody asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Dwelling {
    /// Floor area in square metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_m2: Option<f32>,
    /// Mái.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub roof: Option<Roof>,
    /// Tường.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub wall: Option<Material>,
    /// Cột.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub pillar: Option<Material>,
    /// Nguồn nước sinh hoạt.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub water: Option<Water>,
    /// Nhà tiêu.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub latrine: Option<Latrine>,
    /// Whether anybody in the house uses the Internet, where nobody asked them one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internet: Option<bool>,
    /// Phương tiện tiếp cận thông tin; an empty set is a house that has none.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub devices: Option<BTreeSet<Device>>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

fact! {
    /// What the roof is made of.
    Roof {
        /// Ngói.
        Tile "tile" = "ngói" / "tiles",
        /// Tôn.
        Metal "metal" = "tôn" / "metal sheets",
        /// Fibro xi măng.
        FibreCement "fibre_cement" = "fibro xi măng" / "fibre cement",
        /// Đổ bằng.
        Concrete "concrete" = "đổ bằng" / "concrete",
        /// Tranh, lá.
        Thatch "thatch" = "tranh, lá" / "thatch",
    }
}
fact! {
    /// What a wall or pillar is made of.
    Material {
        /// Gạch, đá, bê tông.
        Masonry "masonry" = "gạch, bê tông" / "brick, concrete",
        /// Gỗ bền chắc.
        Hardwood "hardwood" = "gỗ chắc" / "solid wood",
        /// Tôn; of a pillar iron or steel.
        Metal "metal" = "tôn, sắt thép" / "metal",
        /// Tranh, tre, vật liệu tạm.
        Makeshift "makeshift" = "tre, vật liệu tạm" / "bamboo, makeshift",
    }
}
fact! {
    /// Where the household's water comes from (indicator 9).
    Water {
        /// Nước máy.
        Tap "tap" = "nước máy" / "piped water",
        /// Giếng khoan.
        DrilledWell "drilled_well" = "giếng khoan" / "drilled well",
        /// Giếng đào được bảo vệ.
        ProtectedWell "protected_well" = "giếng đào có nắp" / "covered dug well",
        /// Giếng đào hở.
        OpenWell "open_well" = "giếng đào hở" / "open dug well",
        /// Nước khe, mó được bảo vệ.
        ProtectedSpring "protected_spring" = "nước khe, mó được che chắn" / "protected spring",
        /// Nước mưa.
        Rain "rain" = "nước mưa" / "rain water",
        /// Nước đóng chai, đóng bình.
        Bottled "bottled" = "nước bình, nước chai" / "bottled water",
        /// Sông, suối, hồ.
        Surface "surface" = "sông, suối, hồ" / "river, stream, lake",
    }
}
fact! {
    /// Kind of latrine (indicator 10).
    Latrine {
        /// Tự hoại hoặc bán tự hoại.
        Septic "septic" = "tự hoại" / "septic tank",
        /// Thấm dội nước.
        PourFlush "pour_flush" = "thấm dội nước" / "pour flush",
        /// Cải tiến có ống thông hơi.
        Ventilated "ventilated" = "có ống thông hơi" / "ventilated pit",
        /// Hai ngăn.
        TwoVault "two_vault" = "hai ngăn" / "two vaults",
        /// Tạm.
        Makeshift "makeshift" = "tạm" / "makeshift",
        /// Dùng nhờ nhà khác.
        Shared "shared" = "dùng nhờ nhà khác" / "a neighbour’s",
        /// Không có.
        None "none" = "chưa có" / "none",
    }
}
fact! {
    /// By what news reach the household (indicator 12): the first four are shared, the others one person's.
    Device {
        /// Tivi.
        Tv "tv" = "tivi" / "television",
        /// Radio.
        Radio "radio" = "radio" / "radio",
        /// Máy tính để bàn.
        Desktop "desktop" = "máy tính để bàn" / "desktop computer",
        /// Điện thoại thường.
        Phone "phone" = "điện thoại thường" / "basic phone",
        /// Máy tính xách tay.
        Laptop "laptop" = "máy tính xách tay" / "laptop",
        /// Máy tính bảng.
        Tablet "tablet" = "máy tính bảng" / "tablet",
        /// Điện thoại thông minh.
        Smartphone "smartphone" = "điện thoại thông minh" / "smartphone",
    }
}
