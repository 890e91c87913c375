//! What is found on the way through a workbook: nothing ends the way, so that all mistakes are told at once.

use crate::{Doubt, Mistake, Warning, Where, Wrong};

/// As many as are told between the first and the last reading of a cell.
const NEAR: usize = 30;

/// Mistakes and warnings so far.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) mistakes: Vec<Mistake>,
    pub(crate) warnings: Vec<Warning>,
}

impl Notes {
    pub(crate) fn wrong(&mut self, at: Where, wrong: Wrong) {
        let mistake = Mistake { at, wrong };
        // One cell can be read in several ways, one after the other, and is wrong once.
        if !self
            .mistakes
            .iter()
            .rev()
            .take(NEAR)
            .any(|told| *told == mistake)
        {
            self.mistakes.push(mistake);
        }
    }

    pub(crate) fn doubt(&mut self, at: Where, doubt: Doubt) {
        let warning = Warning { at, doubt };
        if !self
            .warnings
            .iter()
            .rev()
            .take(NEAR)
            .any(|told| *told == warning)
        {
            self.warnings.push(warning);
        }
    }

    /// Both by sheet, row and column.
    pub(crate) fn sort(&mut self) {
        self.mistakes
            .sort_by(|a, b| a.at.order().cmp(&b.at.order()));
        self.warnings
            .sort_by(|a, b| a.at.order().cmp(&b.at.order()));
    }
}
