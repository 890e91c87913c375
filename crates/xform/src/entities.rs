//! What is said of the entities that a form makes or changes.

use dong_hanh_form::{Entity, Expr, Node};

use crate::binds::Binds;
use crate::element::Element;
use crate::instance::place;
use crate::names::Spot;

impl Binds<'_> {
    /// What an entity is made or changed by, and under which conditions.
    pub(crate) fn entity(&mut self, entity: &Entity) {
        let mut spot = Spot::default();
        let mut nodes = &self.form.nodes;
        let within = place(self.form, entity);
        for name in within.iter().flat_map(|within| within.split('/')) {
            let Some(node) = nodes.iter().find(|node| node.name() == name) else {
                return;
            };
            spot = spot.node(node);
            match node {
                Node::Group(group) => nodes = &group.nodes,
                Node::Repeat(repeat) => nodes = &repeat.nodes,
                Node::Question(_) => return,
            }
        }
        let entity_spot = spot.child("meta").child("entity");
        let path = entity_spot.path();
        let reader = self.reader(&entity_spot);
        let written = |expr: &Expr| reader.written(&expr.0);
        let at = |name: &str| Element::new("bind").with("nodeset", format!("{path}/@{name}"));
        let mut binds = Vec::new();
        if let Some(when) = &entity.create_if {
            binds.push(
                at("create")
                    .with("calculate", "1")
                    .with("readonly", "true()")
                    .with("relevant", written(when)),
            );
        }
        let id = at("id").with("readonly", "true()").with("type", "string");
        match &entity.id {
            Some(known) => {
                let known = written(known);
                let version = |name: &str| {
                    let list = &entity.list;
                    let value = format!("instance('{list}')/root/item[name={known}]/__{name}");
                    let bind = at(if name == "version" {
                        "baseVersion"
                    } else {
                        name
                    });
                    bind.with("calculate", value)
                        .with("readonly", "true()")
                        .with("type", "string")
                };
                binds.extend(["version", "trunkVersion", "branchId"].map(version));
                binds.push(id.with("calculate", known));
                if let Some(when) = &entity.update_if {
                    binds.push(
                        at("update")
                            .with("calculate", "1")
                            .with("readonly", "true()")
                            .with("relevant", written(when)),
                    );
                }
            }
            None => binds.push(id),
        }
        if let Some(label) = &entity.label {
            binds.push(
                Element::new("bind")
                    .with("nodeset", format!("{path}/label"))
                    .with("calculate", written(label))
                    .with("readonly", "true()")
                    .with("type", "string"),
            );
        }
        let first = (entity.id.is_none() && !spot.is_repeated()).then(|| {
            Element::new("setvalue")
                .with("ref", format!("{path}/@id"))
                .with("event", "odk-instance-first-load")
                .with("value", "uuid()")
        });
        self.binds.extend(binds);
        self.begin.extend(first);
    }
}
