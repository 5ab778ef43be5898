/// From a folder to rules that can run.
///
/// [FolderContent] is the folder at one moment. Decision tables become the text of rules, which is checked by `lint`
/// like any other, and `RuleCompiler` makes Drools' executable models of it. Files of the steps stand or fall together,
/// [IncludedFiles] each by itself.
@NullMarked
package io.stockrule.rules.file;

import org.jspecify.annotations.NullMarked;
