//! The spellings of types that are neither choices nor sections, old ones too.

use dong_hanh_form::Known;

use super::kinds::Plain;

pub(super) fn plain(written: &str) -> Option<Plain> {
    const DAYS_OF_MONTH: u16 = 31;
    const DAYS_OF_HALF: u16 = 183;
    const DAYS_OF_YEAR: u16 = 365;
    Some(match written {
        "text" | "string" | "q string" | "add text prompt" => Plain::Text,
        "phone number" => Plain::Phone,
        "integer" | "int" | "q int" | "add integer prompt" => Plain::Integer,
        "percentage" => Plain::UpTo(100),
        "number of days in last month" => Plain::UpTo(DAYS_OF_MONTH),
        "number of days in last six months" => Plain::UpTo(DAYS_OF_HALF),
        "number of days in last year" => Plain::UpTo(DAYS_OF_YEAR),
        "decimal" | "q decimal" | "add decimal prompt" => Plain::Decimal,
        "range" => Plain::Range,
        "date" | "q date" | "add date prompt" => Plain::Date,
        "time" => Plain::Time,
        "dateTime"
        | "datetime"
        | "date time"
        | "q dateTime"
        | "q date time"
        | "add date time prompt"
        | "add dateTime prompt" => Plain::Moment,
        "image" | "photo" | "q picture" | "q image" | "add image prompt" | "add photo prompt" => {
            Plain::Photo
        }
        "audio" | "q audio" | "add audio prompt" => Plain::Sound,
        "video" | "q video" | "add video prompt" => Plain::Film,
        "file" | "add file prompt" => Plain::File,
        "barcode" | "q barcode" | "add barcode prompt" => Plain::Barcode,
        "geopoint" | "gps" | "location" | "q geopoint" | "q location" | "add location prompt" => {
            Plain::Place
        }
        "geotrace" | "q geotrace" => Plain::Way,
        "geoshape" | "q geoshape" => Plain::Land,
        "acknowledge" | "trigger" | "q acknowledge" | "add acknowledge prompt" => Plain::Agreed,
        "note" | "q note" | "add note prompt" => Plain::Note,
        "calculate" | "q calculate" | "add calculate prompt" => Plain::Calculate,
        "hidden" => Plain::Hidden,
        "start" | "start time" | "get start time" => Plain::Known(Known::Start),
        "end" | "end time" | "get end time" => Plain::Known(Known::End),
        "today" | "get today" => Plain::Known(Known::Today),
        "deviceid" | "device id" | "get device id" | "imei" | "uri:deviceid" => {
            Plain::Known(Known::Device)
        }
        "username" | "uri:username" => Plain::Known(Known::User),
        "phonenumber" | "get phone number" | "uri:phonenumber" => Plain::Known(Known::Phone),
        "email" | "uri:email" => Plain::Known(Known::Email),
        "simserial"
        | "sim id"
        | "get sim id"
        | "uri:simserial"
        | "subscriberid"
        | "subscriber id"
        | "get subscriber id"
        | "uri:subscriberid"
        | "start-geopoint"
        | "background-geopoint"
        | "background-audio"
        | "osm" => Plain::Empty,
        "csv-external" => Plain::Table("csv"),
        "xml-external" => Plain::Table("xml"),
        "audit" => Plain::LeftOut,
        osm if osm.starts_with("osm ") => Plain::Empty,
        _ => return None,
    })
}
