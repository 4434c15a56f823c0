//! `xunlan show`: an announcement, or one place in it.

use super::paint::{coloured, paint, plain};
use super::search::say;
use super::{CliError, Exit};
use crate::search::Backend;
use crate::search::show::Shown;
use crate::web::api::record::AnnouncementView;
use crate::web::api::{unit_at, unit_object};

/// Shows it.
pub fn show(index: &dyn Backend, id: &str, address: Option<&str>, json: bool) -> Result<Exit, CliError> {
    let Some(record) = index.read(id)? else {
        eprintln!("xunlan:没有编号为“{}”的通报", plain(id));
        return Ok(Exit::Nothing);
    };
    let to_json =
        |value: serde_json::Result<String>| value.map_err(|error| CliError::System(error.to_string()));
    let on = coloured();
    let shown = Shown::of(&record);
    if let Some(address) = address {
        let Some(at) = unit_at(&record, address) else {
            eprintln!("xunlan:该通报没有“{}”这一处(不带定位运行可看全文及各处定位)", plain(address));
            return Ok(Exit::Nothing);
        };
        if json {
            say(&format!("{}\n", unit_object(&record, at)))?;
        } else if let Some(unit) = shown.unit(at, &[]) {
            for above in &unit.path {
                say(&format!("{}\n", paint(on, "2", &plain(above))))?;
            }
            say(&format!("{}  {}\n", paint(on, "36", &unit.address.to_string()), plain(&unit.text)))?;
        }
        return Ok(Exit::Found);
    }
    if json {
        say(&format!("{}\n", to_json(serde_json::to_string(&AnnouncementView::of(&record)))?))?;
        return Ok(Exit::Found);
    }
    if record.sample {
        say(&format!("{}\n", paint(on, "33", "样本文书:机构与内容均为虚构")))?;
    }
    for (index, unit) in record.announcement.units.iter().enumerate() {
        let depth = crate::search::document::ancestors(&record.announcement.units, index).len();
        let indent = "  ".repeat(depth.min(8));
        let address = paint(on, "36", &unit.address.to_string());
        say(&format!("{indent}{address}  {}\n", plain(shown.slice(unit.span))))?;
    }
    Ok(Exit::Found)
}
