package io.stockrule.command;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file cannot be used, for the person at the terminal.
final class FileMistake {
    private FileMistake() {}

    static String told(IOException mistake) {
        return switch (mistake) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case EOFException _ -> "it ends too early";
            default -> mistake.getMessage() == null ? "it cannot be opened" : mistake.getMessage();
        };
    }
}
